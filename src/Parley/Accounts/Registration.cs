using Parley.Primitives;
using Parley.Secrets;

namespace Parley.Accounts;

/// <summary>Makes accounts: for people who sign up, for those that a tenant's backend brings, and for those that the command line makes.</summary>
public sealed class Registration(IAccountStore store, Passwords passwords, FieldCipher cipher, IdGenerator ids, TimeProvider clock)
{
    /// <summary>Makes an account with a password. The caller decides which roles may be asked for.</summary>
    /// <returns>The account; <see cref="ChatError.InvalidField"/> or <see cref="ChatError.AlreadyTaken"/> naming a field; <see cref="ChatError.Busy"/>.</returns>
    public async Task<Outcome<Account>> RegisterAsync(TenantId tenant, NewPerson person, CancellationToken cancel)
    {
        if (Passwords.Judge(person.Password) is { } weak)
            return weak;
        var drafted = Draft(tenant, person);
        if (!drafted.IsOk)
            return drafted.Refusal;
        if (await store.FindByUsernameAsync(tenant, drafted.Value.UsernameKey, cancel) is not null)
            return new Refusal(ChatError.AlreadyTaken, "username"); // Before the hash: a taken name costs no fifth of a second.
        var hash = await passwords.HashAsync(person.Password!, cancel);
        return hash.IsOk ? await store.CreateAsync(drafted.Value with { PasswordHash = hash.Value }, cancel) : hash.Refusal;
    }

    /// <summary>Makes an account without a password, known to the tenant's backend by <see cref="NewPerson.ExternalUserId"/>; it signs in by minted tokens.</summary>
    /// <returns>As above.</returns>
    public async Task<Outcome<Account>> AddExternalAsync(TenantId tenant, NewPerson person, CancellationToken cancel)
    {
        if (!FieldRules.IsExternalId(person.ExternalUserId))
            return FieldRules.Invalid("externalUserId");
        var drafted = Draft(tenant, person);
        return drafted.IsOk ? await store.CreateAsync(drafted.Value with { ExternalUserId = person.ExternalUserId }, cancel) : drafted.Refusal;
    }

    /// <summary>Makes many accounts without passwords at once, for a load test.</summary>
    public async Task<IReadOnlyList<Account>> AddManyAsync(TenantId tenant, IReadOnlyList<string> usernames, CancellationToken cancel)
    {
        var people = new List<NewAccount>(usernames.Count);
        foreach (var username in usernames)
        {
            var drafted = Draft(tenant, new NewPerson { Username = username });
            people.Add(drafted.IsOk ? drafted.Value : throw new ArgumentException($"\"{username}\" can't be a user name.", nameof(usernames)));
        }

        await store.CreateManyAsync(people, cancel);
        return [.. people.Select(person => new Account
        {
            Id = person.Id, TenantId = person.TenantId, Username = person.Username, DisplayName = person.DisplayName, Role = person.Role,
        })];
    }

    private Outcome<NewAccount> Draft(TenantId tenant, NewPerson person)
    {
        var id = new UserId(ids.Next());
        if (person is { Username: null, Email: null, ExternalUserId: null })
            return FieldRules.Invalid("username");
        if (person.Username is not null && !FieldRules.IsUsername(person.Username))
            return FieldRules.Invalid("username");

        // A name that is a mail address belongs to whoever has the address: nobody can sit on another's by taking it as a name.
        var address = FieldRules.CleanEmail(person.Username);
        var email = FieldRules.CleanEmail(person.Email ?? address);
        if (person.Email is not null && email is null)
            return FieldRules.Invalid("email");
        if (address is not null && FieldRules.EmailKey(address) != FieldRules.EmailKey(email!))
            return FieldRules.Invalid("username");

        var phone = FieldRules.CleanPhone(person.Phone);
        if (person.Phone is not null && phone is null)
            return FieldRules.Invalid("phone");
        if (person.DisplayName is not null && !FieldRules.IsDisplayName(person.DisplayName))
            return FieldRules.Invalid("displayName");
        if (person.AvatarUrl is not null && !FieldRules.IsPictureUrl(person.AvatarUrl))
            return FieldRules.Invalid("avatarUrl");

        // Without a name, one that tells nothing: others see it, and a mail address is nobody's business.
        var username = person.Username ?? $"user-{id}";
        return new NewAccount
        {
            Id = id,
            TenantId = tenant,
            Username = username,
            UsernameKey = Usernames.Fold(username),
            DisplayName = person.DisplayName?.Trim() ?? username,
            AvatarUrl = person.AvatarUrl,
            Role = person.Role,
            Email = email is null ? null : cipher.SealEmail(email),
            Phone = phone is null ? null : cipher.SealPhone(phone),
            CreatedAt = clock.NowMs(),
        };
    }
}
