using Parley.Conversations;
using Parley.Storage.Notifications;

namespace Parley.Storage.Conversations;

/// <summary>Writes what was decided about a conversation; runs under its lock.</summary>
/// <param name="sql">The transaction.</param>
/// <param name="before">The conversation as locked.</param>
/// <param name="known">All its participants, those who left too.</param>
internal sealed class ConversationWriter(SqlScope sql, Conversation before, List<Participant> known)
{
    /// <summary>Writes the edit with the conversation's next <c>rev</c> and member version.</summary>
    public async ValueTask<EditedConversation> WriteAsync(ConversationEdit edit)
    {
        var rev = before.Rev + 1;
        var changed = new List<Participant>();
        foreach (var member in edit.Members)
            Put(changed, Edited(member, rev));
        if (edit.DissolvedAt is { } dissolvedAt)
        {
            foreach (var participant in known.FindAll(participant => participant.IsMember))
                Put(changed, participant with { LeftAt = dissolvedAt, Rev = rev });
        }

        foreach (var participant in changed)
            await WriteAsync(participant);
        var after = before with
        {
            Rev = rev,
            MemberVersion = before.MemberVersion + 1,
            MemberCount = known.Count(participant => participant.IsMember),
            Title = edit.Title ?? before.Title,
            AvatarUrl = edit.AvatarUrl is { } url ? (url.Length == 0 ? null : url) : before.AvatarUrl,
            MaxMembers = edit.MaxMembers ?? before.MaxMembers,
            OwnerId = edit.OwnerId ?? before.OwnerId,
            PeerId = edit.PeerId ?? before.PeerId,
            DissolvedAt = edit.DissolvedAt ?? before.DissolvedAt,
        };
        await WriteAsync(after);
        if (edit.DeclaredAt is { } declaredAt)
            await DeclaredRoomRows.InsertAsync(sql, after.Id, declaredAt);
        foreach (var notification in edit.Notifications)
            await NotificationRows.InsertAsync(sql, notification);
        return new EditedConversation(after, changed, edit);
    }

    /// <summary>Inserts a conversation; 0 when its pair, or its order, has one.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, Conversation row) => sql.ExecuteAsync(
        $"""
        INSERT INTO conversations ({ConversationRows.Columns})
        VALUES (@id, @tenant, @kind, @low, @high, @relation, @title, @avatar, @owner, @most, @count, @seq, @rev, @at, @version, @created, NULL, @order, @peer)
        ON CONFLICT DO NOTHING
        """,
        ("@id", row.Id.Value),
        ("@tenant", row.TenantId.Value),
        ("@kind", (short)row.Kind),
        ("@low", row.Low.IsNone ? null : row.Low.Value),
        ("@high", row.High.IsNone ? null : row.High.Value),
        ("@relation", (short)row.Relation),
        ("@title", row.Title),
        ("@avatar", row.AvatarUrl),
        ("@owner", row.OwnerId.IsNone ? null : row.OwnerId.Value),
        ("@most", row.MaxMembers),
        ("@count", row.MemberCount),
        ("@seq", row.LastSeq),
        ("@rev", row.Rev),
        ("@at", row.LastMessageAt),
        ("@version", row.MemberVersion),
        ("@created", row.CreatedAt),
        ("@order", row.OrderId.IsNone ? null : row.OrderId.Value),
        ("@peer", row.PeerId.IsNone ? null : row.PeerId.Value));

    /// <summary>Inserts a participant.</summary>
    public static ValueTask<int> InsertAsync(SqlScope sql, Participant row) => sql.ExecuteAsync(
        """
        INSERT INTO participants (
            conversation_id, user_id, role, joined_seq, read_seq, delivered_seq, own_sent, own_sent_at_read, rev, joined_at, left_at)
        VALUES (@conversation, @user, @role, @joined, @read, @delivered, @own, @ownRead, @rev, @at, @left)
        """,
        Arguments(row));

    // The list of known participants is kept in step, so that what follows sees what came before.
    private void Put(List<Participant> changed, Participant? participant)
    {
        if (participant is null)
            return;
        Replace(known, participant);
        Replace(changed, participant);
    }

    private static void Replace(List<Participant> list, Participant participant)
    {
        var at = list.FindIndex(other => other.UserId == participant.UserId);
        if (at < 0)
            list.Add(participant);
        else
            list[at] = participant;
    }

    private Participant? Edited(MemberEdit edit, long rev)
    {
        var now = known.Find(participant => participant.UserId == edit.UserId);
        if (edit.LeftAt is not null)
            return now is { IsMember: true } ? now with { Role = edit.Role, LeftAt = edit.LeftAt, Rev = rev } : null;
        if (now is { IsMember: true })
            return now with { Role = edit.Role, Rev = rev };

        now ??= new Participant { ConversationId = before.Id, UserId = edit.UserId };
        return now with
        {
            Role = edit.Role,
            JoinedSeq = before.LastSeq,
            ReadSeq = before.LastSeq,
            DeliveredSeq = before.LastSeq,
            OwnSentAtRead = now.OwnSent, // of an earlier stay; so that nothing is unread at first
            Rev = rev,
            JoinedAt = edit.JoinedAt,
            LeftAt = null,
        };
    }

    private ValueTask<int> WriteAsync(Participant row) => sql.ExecuteAsync(
        """
        INSERT INTO participants (
            conversation_id, user_id, role, joined_seq, read_seq, delivered_seq, own_sent, own_sent_at_read, rev, joined_at, left_at)
        VALUES (@conversation, @user, @role, @joined, @read, @delivered, @own, @ownRead, @rev, @at, @left)
        ON CONFLICT (conversation_id, user_id) DO UPDATE SET
            role = excluded.role, joined_seq = excluded.joined_seq, read_seq = excluded.read_seq, delivered_seq = excluded.delivered_seq,
            own_sent_at_read = excluded.own_sent_at_read, rev = excluded.rev, joined_at = excluded.joined_at, left_at = excluded.left_at
        """,
        Arguments(row));

    private static (string Name, object? Value)[] Arguments(Participant row) =>
    [
        ("@conversation", row.ConversationId.Value),
        ("@user", row.UserId.Value),
        ("@role", (short)row.Role),
        ("@joined", row.JoinedSeq),
        ("@read", row.ReadSeq),
        ("@delivered", row.DeliveredSeq),
        ("@own", row.OwnSent),
        ("@ownRead", row.OwnSentAtRead),
        ("@rev", row.Rev),
        ("@at", row.JoinedAt),
        ("@left", row.LeftAt),
    ];

    private ValueTask<int> WriteAsync(Conversation row) => sql.ExecuteAsync(
        """
        UPDATE conversations SET rev = @rev, member_version = @version, member_count = @count, title = @title, avatar_url = @avatar,
            max_members = @most, owner_id = @owner, peer_id = @peer, dissolved_at = @dissolved
        WHERE id = @id
        """,
        ("@id", row.Id.Value),
        ("@rev", row.Rev),
        ("@version", row.MemberVersion),
        ("@count", row.MemberCount),
        ("@title", row.Title),
        ("@avatar", row.AvatarUrl),
        ("@most", row.MaxMembers),
        ("@owner", row.OwnerId.IsNone ? null : row.OwnerId.Value),
        ("@peer", row.PeerId.IsNone ? null : row.PeerId.Value),
        ("@dissolved", row.DissolvedAt));
}
