using System.Globalization;
using Parley.Accounts;
using Parley.Audit;
using Parley.Jobs;
using Parley.Limits;
using Parley.Notifications;
using Parley.Primitives;

namespace Parley.Privacy;

/// <summary>A person's right to a copy of its data, and to be forgotten; an admin's for those below it in its tenant.</summary>
public sealed class PersonalData(
    IPersonalDataStore store, IAccountStore accounts, AccountDirectory directory, Passwords passwords, RateLimits limits, RateLimiter limiter,
    NotificationFeed notifications, AuditTrail audit, TimeProvider clock)
{
    /// <summary>The kind of the jobs that make copies; the payload is the user's id.</summary>
    public const string ExportKind = "privacy.export";

    /// <summary>The kind of the jobs that delete; the payload is the user's id.</summary>
    public const string EraseKind = "privacy.erase";

    /// <summary>What an erased person is called from then on.</summary>
    public const string ErasedName = "deleted user";

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>
    /// Asks for a copy, which is for the person alone whoever asked: it holds what the person wrote privately and its address book. One that was asked
    /// for within the hour is the answer once more.
    /// </summary>
    /// <param name="by">The person, or an admin.</param>
    /// <returns>It; <see cref="ChatError.UserNotFound"/>, <see cref="ChatError.Forbidden"/>.</returns>
    public async Task<Outcome<DataExport>> RequestExportAsync(Account by, UserId user, CancellationToken cancel)
    {
        var found = await FindAsync(by, user, cancel);
        if (!found.IsOk)
            return found.Refusal;
        var now = clock.NowMs();
        if (await store.FindExportAsync(found.Value.TenantId, user, cancel) is { } last && last.RequestedAt > now - Again.TotalMilliseconds)
        {
            audit.Record(AuditAction.DataExported, found.Value.TenantId, by.Id, user.Value);
            return last;
        }

        var export = new DataExport(user, found.Value.TenantId, by.Id, now);
        if (!await store.RequestExportAsync(export, JobOf(ExportKind, found.Value), cancel))
            return ChatError.UserNotFound;
        audit.Record(AuditAction.DataExported, found.Value.TenantId, by.Id, user.Value);
        if (by.Id != user)
            await notifications.AddAsync(notifications.Prepare(user, NotificationType.System, "个人数据副本", "管理员为您申请了一份个人数据副本，只有您本人可以下载"), cancel);
        return export;
    }

    /// <summary>Notes that the person was given the link to its copy.</summary>
    public void NoteHandedOut(Account person) => audit.Record(AuditAction.DataHandedOut, person, person.Id.Value);

    /// <summary>The last copy that was asked for.</summary>
    /// <returns>It; <see cref="ChatError.NotFound"/>, or as above.</returns>
    public async Task<Outcome<DataExport>> FindExportAsync(Account by, UserId user, CancellationToken cancel)
    {
        var found = await FindAsync(by, user, cancel);
        if (!found.IsOk)
            return found.Refusal;
        return await store.FindExportAsync(found.Value.TenantId, user, cancel) is { } export ? export : ChatError.NotFound;
    }

    /// <summary>A person erases itself.</summary>
    /// <param name="password">Its password, where it has one.</param>
    /// <returns><see cref="ChatError.WrongCredentials"/>, <see cref="ChatError.RateLimited"/>, <see cref="ChatError.Busy"/>.</returns>
    public async Task<Outcome<Unit>> EraseSelfAsync(Account person, string? password, CancellationToken cancel)
    {
        var known = await accounts.FindByUsernameAsync(person.TenantId, Usernames.Fold(person.Username), cancel);
        if (known?.PasswordHash is { } hash)
        {
            if (string.IsNullOrEmpty(password))
                return ChatError.WrongCredentials;
            if (limiter.Take(limits.SignInAccount, person.Id.Value) is { } tooMany)
                return tooMany; // as at a change of password: a guess is a guess, and all hashing waits in one queue
            var check = await passwords.VerifyAsync(password, hash, cancel);
            if (!check.IsOk)
                return check.Refusal;
            if (!check.Value.IsCorrect)
            {
                audit.Record(AuditAction.SignInFailed, person);
                return ChatError.WrongCredentials;
            }
        }

        return await EraseAsync(person, person, cancel);
    }

    /// <summary>An admin erases somebody below it.</summary>
    /// <returns><see cref="ChatError.UserNotFound"/>, <see cref="ChatError.SelfTarget"/>, <see cref="ChatError.Forbidden"/>.</returns>
    public async Task<Outcome<Unit>> EraseAsync(Account admin, UserId user, CancellationToken cancel)
    {
        if (user == admin.Id)
            return ChatError.SelfTarget;
        var found = await FindAsync(admin, user, cancel);
        return found.IsOk ? await EraseAsync(admin, found.Value, cancel) : found.Refusal;
    }

    private async Task<Outcome<Unit>> EraseAsync(Account by, Account person, CancellationToken cancel)
    {
        if (!await store.EraseAsync(person.TenantId, person.Id, ErasedName, clock.NowMs(), JobOf(EraseKind, person), cancel))
            return ChatError.UserNotFound;
        audit.Record(AuditAction.AccountErased, person.TenantId, by.Id, person.Id.Value);
        await directory.ReloadAsync(person.Id, cancel); // its connections close
        return new Unit();
    }

    // Nobody does anything to who is not below, but each may to itself.
    private async Task<Outcome<Account>> FindAsync(Account by, UserId user, CancellationToken cancel)
    {
        if (user == by.Id)
            return by;
        if (await directory.FindAsync(user, cancel) is not { } account || (by.Role != Role.Operator && account.TenantId != by.TenantId))
            return ChatError.UserNotFound;
        return by.Role < Role.Admin || account.Role >= by.Role ? ChatError.Forbidden : account;
    }

    private static NewJob JobOf(string kind, Account person)
    {
        var id = person.Id.Value.ToString(CultureInfo.InvariantCulture);
        return new NewJob { Kind = kind, Payload = id, TenantId = person.TenantId, UniqueKey = id };
    }
}
