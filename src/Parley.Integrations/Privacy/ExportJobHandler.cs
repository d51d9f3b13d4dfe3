using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Files;
using Parley.Jobs;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Secrets;

namespace Parley.Integrations.Privacy;

/// <summary>
/// Writes a copy of a person's data as one JSON file of the person's own, page by page. The file is in no message, so it goes after
/// <see cref="FilesOptions.UnusedLife"/>.
/// </summary>
internal sealed class ExportJobHandler(
    IPersonalDataStore store, IFileStore files, IBlobStore blobs, FieldCipher cipher, IdGenerator ids, TimeProvider clock) : IJobHandler
{
    private const int RowsAPage = 500;

    public string Kind => PersonalData.ExportKind;

    public JobPolicy Policy { get; } = new() { Concurrency = 1, Lease = TimeSpan.FromMinutes(30) };

    public async Task<JobResult> RunAsync(Job job, CancellationToken cancel)
    {
        var user = new UserId(long.Parse(job.Payload, CultureInfo.InvariantCulture));
        var id = new FileId(ids.Next());
        await using var draft = await blobs.BeginAsync(id, cancel);
        var buffer = new ArrayBufferWriter<byte>();
        await using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;

        json.WriteStartObject();
        foreach (var section in store.Sections)
        {
            json.WriteStartArray(section);
            for (var after = 0L; await store.ReadAsync(section, user, after, RowsAPage, cancel) is { Count: > 0 } page; after = page[^1].Cursor)
            {
                Write(json, page);
                await FlushAsync();
            }

            json.WriteEndArray();
        }

        json.WriteStartArray("messages");
        for (var at = default(ConversationId); await store.ReadConversationsAsync(user, at, RowsAPage, cancel) is { Count: > 0 } page; at = page[^1])
        {
            foreach (var conversation in page)
            {
                for (var after = 0L; await store.ReadMessagesAsync(user, conversation, after, cancel) is { End: > 0 } stretch; after = stretch.End)
                {
                    Write(json, stretch.Messages);
                    await FlushAsync();
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await FlushAsync();
        if (await store.FindExportAsync(job.TenantId, user, cancel) is null)
            return JobResult.Ok; // erased meanwhile: nothing is kept
        await draft.CommitAsync(cancel);
        var now = clock.NowMs();
        await files.AddAsync(
            new StoredFile
            {
                Id = id,
                TenantId = job.TenantId,
                OwnerId = user,
                Name = "export.json",
                ContentType = "application/json",
                Kind = FileKind.Other,
                Size = size,
                Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()),
                CreatedAt = now,
            },
            quota: 0,
            cancel);
        await store.FinishExportAsync(user, id, now, cancel);
        return JobResult.Ok;

        async Task FlushAsync()
        {
            await json.FlushAsync(cancel);
            await draft.WriteAsync(buffer.WrittenMemory, cancel);
            hash.AppendData(buffer.WrittenSpan);
            size += buffer.WrittenCount;
            buffer.ResetWrittenCount();
        }
    }

    private void Write(Utf8JsonWriter json, IReadOnlyList<PersonRecord> records)
    {
        foreach (var record in records)
        {
            json.WriteStartObject();
            foreach (var field in record.Fields)
                Write(json, field);
            json.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter json, PersonField field)
    {
        switch (field.Value)
        {
            case null:
                break;
            case byte[] bytes when field.SealedAs is { } name:
                json.WriteString(field.Name, cipher.Open(name, bytes));
                break;
            case bool truth:
                json.WriteBoolean(field.Name, truth);
                break;
            case double number:
                json.WriteNumber(field.Name, number);
                break;
            case string text:
                json.WriteString(field.Name, text);
                break;
            default:
                json.WriteNumber(field.Name, Convert.ToInt64(field.Value, CultureInfo.InvariantCulture));
                break;
        }
    }
}
