using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Tests.Accounts;

public sealed class PasswordsTests
{
    private static readonly SignInOptions Cheap = new() { BcryptCost = 4 };

    // From the test vectors of the bcrypt of OpenBSD and jBCrypt, with the prefixes of several programs.
    [Theory]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "$2a$08$aTsUwsyowQuzRrDqFflhgekJ8d9/7Z3GV3UcgvzQW3J5zMyrTvlz.")]
    [InlineData("~!@#$%^&*()      ~!@#$%^&*()PNBFRD", "$2a$06$fPIsBO8qRqkjj273rfaOI.HtSV9jLDpTbZn782DC6/t7qT67P6FfO")]
    [InlineData("U*U*U", "$2b$05$XXXXXXXXXXXXXXXXXXXXXOAcXxm9kjPGEMsLznoKqmqw7tc8WCx4a")]
    public async Task Hashes_that_other_programs_made_are_recognised(string password, string hash)
    {
        using var passwords = new Passwords(Cheap);
        Assert.True((await passwords.VerifyAsync(password, hash, TestContext.Current.CancellationToken)).Value.IsCorrect);
        Assert.False((await passwords.VerifyAsync(password + "x", hash, TestContext.Current.CancellationToken)).Value.IsCorrect);
    }

    [Fact]
    public async Task A_hash_opens_with_its_password_only_and_no_two_are_alike()
    {
        using var passwords = new Passwords(Cheap);
        var one = (await passwords.HashAsync("密码很长的密码", TestContext.Current.CancellationToken)).Value!;
        var two = (await passwords.HashAsync("密码很长的密码", TestContext.Current.CancellationToken)).Value!;
        Assert.NotEqual(one, two);
        Assert.StartsWith("$2b$04$", one, StringComparison.Ordinal);
        Assert.Equal(new PasswordCheck(true, null), (await passwords.VerifyAsync("密码很长的密码", one, TestContext.Current.CancellationToken)).Value);
        Assert.False((await passwords.VerifyAsync("密码很长的密码 ", one, TestContext.Current.CancellationToken)).Value.IsCorrect);
    }

    [Fact]
    public async Task A_hash_of_another_cost_is_replaced_after_the_right_password_only()
    {
        using var passwords = new Passwords(Cheap);
        using var stronger = new Passwords(new SignInOptions { BcryptCost = 5 });
        var old = (await passwords.HashAsync("long enough", TestContext.Current.CancellationToken)).Value!;
        Assert.Null((await stronger.VerifyAsync("not the one", old, TestContext.Current.CancellationToken)).Value.BetterHash);
        var better = (await stronger.VerifyAsync("long enough", old, TestContext.Current.CancellationToken)).Value.BetterHash;
        Assert.StartsWith("$2b$05$", better, StringComparison.Ordinal);
        Assert.True((await stronger.VerifyAsync("long enough", better, TestContext.Current.CancellationToken)).Value.IsCorrect);
    }

    [Fact]
    public async Task A_hash_of_the_other_kind_is_recognised_and_replaced()
    {
        using var passwords = new Passwords(Cheap);
        var other = Pbkdf2.Hash("long enough", 4);
        var check = (await passwords.VerifyAsync("long enough", other, TestContext.Current.CancellationToken)).Value;
        Assert.True(check.IsCorrect);
        Assert.NotNull(check.BetterHash);
        Assert.False((await passwords.VerifyAsync("wrong enough", other, TestContext.Current.CancellationToken)).Value.IsCorrect);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("plain text")]
    [InlineData("$2b$04$tooshort")]
    public async Task Without_a_hash_to_check_against_every_password_is_wrong(string? hash)
    {
        using var passwords = new Passwords(Cheap);
        Assert.Equal(new PasswordCheck(false, null), (await passwords.VerifyAsync("long enough", hash, TestContext.Current.CancellationToken)).Value);
    }

    [Fact]
    public void Too_short_too_long_and_unkeepable_passwords_are_refused_by_name()
    {
        Assert.Null(Passwords.Judge("12345678"));
        Assert.Null(Passwords.Judge(new string('x', 72)));
        foreach (var bad in (string?[])[null, "", "1234567", new string('x', 73), new string('密', 25), "with\0nul in it", "half \ud800 a pair"])
            Assert.Equal((ChatError.InvalidField, "password"), (Passwords.Judge(bad)?.Error, Passwords.Judge(bad)?.Field));
    }

    [Fact]
    public async Task A_full_queue_refuses_at_once_and_says_when_to_come_back()
    {
        // Cost 12 takes long enough that the queue can't empty while it is filled.
        using var passwords = new Passwords(new SignInOptions { BcryptCost = 12 });
        using var stop = new CancellationTokenSource();
        var queued = Enumerable.Range(0, Passwords.QueueLength * 2).Select(_ => passwords.HashAsync("long enough", stop.Token)).ToList();
        var refused = queued.Where(task => task.IsCompletedSuccessfully).ToList();
        Assert.InRange(refused.Count, Passwords.QueueLength - 2, Passwords.QueueLength);
        foreach (var task in refused)
        {
            var refusal = (await task).Refusal;
            Assert.Equal(ChatError.Busy, refusal?.Error);
            Assert.NotNull(refusal?.RetryAfter);
        }

        await stop.CancelAsync(); // What waits is not worked off for nobody.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queued.Last(task => !refused.Contains(task)));
    }
}
