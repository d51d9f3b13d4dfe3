using Npgsql;
using Parley.Messages;

namespace Parley.Storage.Messages.PostgreSql;

/// <summary>The messages of a batch, column by column. Owner: the writer.</summary>
internal sealed class MessageColumns
{
    private readonly List<long> _ids = [];
    private readonly List<long> _conversations = [];
    private readonly List<long> _seqs = [];
    private readonly List<long> _revs = [];
    private readonly List<long> _senders = [];
    private readonly List<short> _types = [];
    private readonly List<string?> _texts = [];
    private readonly List<long> _files = [];
    private readonly List<string?> _data = [];
    private readonly List<long> _replyTargets = [];
    private readonly List<long> _times = [];

    /// <summary>The insert over these columns.</summary>
    public NpgsqlBatchCommand Command() => Columns.Command(
        PostgresAppendSql.InsertMessages,
        Columns.Of(_ids),
        Columns.Of(_conversations),
        Columns.Of(_seqs),
        Columns.Of(_revs),
        Columns.Of(_senders),
        Columns.Of(_types),
        Columns.Of(_texts),
        Columns.Of(_files),
        Columns.Of(_data),
        Columns.Of(_replyTargets),
        Columns.Of(_times));

    /// <summary>Adds a row.</summary>
    public void Add(Message message)
    {
        _ids.Add(message.Id.Value);
        _conversations.Add(message.ConversationId.Value);
        _seqs.Add(message.Seq);
        _revs.Add(message.Rev);
        _senders.Add(message.SenderId.Value);
        _types.Add((short)message.Body.Type);
        _texts.Add(message.Body.Text);
        _files.Add(message.Body.FileId);
        _data.Add(message.Body.Data);
        _replyTargets.Add(message.ReplyTo?.Value ?? 0);
        _times.Add(message.CreatedAt);
    }

    /// <summary>Empties all columns.</summary>
    public void Clear()
    {
        _ids.Clear();
        _conversations.Clear();
        _seqs.Clear();
        _revs.Clear();
        _senders.Clear();
        _types.Clear();
        _texts.Clear();
        _files.Clear();
        _data.Clear();
        _replyTargets.Clear();
        _times.Clear();
    }
}
