using System.Data.Common;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Storage.Files;

/// <summary>Rows of <c>files</c>.</summary>
internal static class FileRows
{
    public const string Columns = "id, tenant_id, owner_id, name, content_type, kind, size, sha256, thumbnail_id, created_at";

    public const int Fresh = 0;
    public const int Kept = 1;
    public const int Condemned = 2;
    public const int Held = 3; // its owner's account is erased, and an open report names it

    /// <summary>Whether an open report is about a file, or keeps a message with it.</summary>
    public const string IsNamed = """
        (EXISTS (SELECT 1 FROM reports r WHERE r.evidence_file = files.id AND r.evidence_file <> 0 AND r.status < 2)
         OR EXISTS (SELECT 1 FROM report_messages k JOIN reports r ON r.id = k.report_id WHERE k.file_id = files.id AND k.file_id <> 0 AND r.status < 2))
        """;

    public static StoredFile Read(DbDataReader row) => new()
    {
        Id = new FileId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        OwnerId = new UserId(row.GetInt64(2)),
        Name = row.GetString(3),
        ContentType = row.GetString(4),
        Kind = (FileKind)row.GetInt16(5),
        Size = row.GetInt64(6),
        Sha256 = Convert.ToHexStringLower(row.GetFieldValue<byte[]>(7)),
        ThumbnailId = row.LongOrNull(8) is { } thumbnail ? new FileId(thumbnail) : null,
        CreatedAt = row.GetInt64(9),
    };

    public static ValueTask<int> InsertAsync(SqlScope sql, StoredFile file) => sql.ExecuteAsync(
        """
        INSERT INTO files (id, tenant_id, owner_id, name, content_type, kind, size, sha256, thumbnail_id, created_at, touched_at)
        VALUES (@id, @tenant, @owner, @name, @type, @kind, @size, @sha256, CAST(@thumbnail AS bigint), @at, @at)
        """,
        ("@id", file.Id.Value),
        ("@tenant", file.TenantId.Value),
        ("@owner", file.OwnerId.Value),
        ("@name", file.Name),
        ("@type", file.ContentType),
        ("@kind", (short)file.Kind),
        ("@size", file.Size),
        ("@sha256", Convert.FromHexString(file.Sha256)),
        ("@thumbnail", file.ThumbnailId?.Value),
        ("@at", file.CreatedAt));
}
