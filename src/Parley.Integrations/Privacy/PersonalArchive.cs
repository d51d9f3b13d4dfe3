using System.Globalization;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Files;
using Parley.Primitives;
using Parley.Privacy;
using Parley.Secrets;

namespace Parley.Integrations.Privacy;

/// <summary>
/// A copy of a person's data as a ZIP: <c>data.json</c>, and the files that the person uploaded as <c>files/‹id›-‹name›</c>. Written page by page, nothing
/// is held.
/// </summary>
internal sealed class PersonalArchive(IPersonalDataStore store, IBlobStore blobs, FieldCipher cipher, TimeProvider clock)
{
    /// <summary>How many bytes of files are in it at most; what does not fit is named in <c>left-out.json</c>.</summary>
    public const long MostFileBytes = 1L << 30;

    private const int RowsAPage = 500;

    private static readonly JsonWriterOptions Json = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes it.</summary>
    public async Task WriteAsync(Stream to, UserId user, CancellationToken cancel)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (var data = await OpenAsync(zip, "data.json", CompressionLevel.Optimal, cancel))
        {
            await using var json = new Utf8JsonWriter(data, Json);
            await WriteDataAsync(json, user, cancel);
        }

        var leftOut = await WriteFilesAsync(zip, user, cancel);
        if (leftOut.Count == 0)
            return;
        await using var rest = await OpenAsync(zip, "left-out.json", CompressionLevel.Optimal, cancel);
        await using var list = new Utf8JsonWriter(rest, Json);
        list.WriteStartArray();
        foreach (var id in leftOut)
            list.WriteNumberValue(id);
        list.WriteEndArray();
    }

    private async Task WriteDataAsync(Utf8JsonWriter json, UserId user, CancellationToken cancel)
    {
        json.WriteStartObject();
        foreach (var section in store.Sections)
        {
            json.WriteStartArray(section);
            for (var after = 0L; await store.ReadAsync(section, user, after, RowsAPage, cancel) is { Count: > 0 } page; after = page[^1].Cursor)
            {
                Write(json, page);
                await json.FlushAsync(cancel);
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
                    await json.FlushAsync(cancel);
                }
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancel);
    }

    // Oldest first. One that does not fit leaves room for smaller ones after it.
    private async Task<List<long>> WriteFilesAsync(ZipArchive zip, UserId user, CancellationToken cancel)
    {
        var (left, leftOut) = (MostFileBytes, new List<long>());
        for (var after = 0L; await store.ReadAsync("files", user, after, RowsAPage, cancel) is { Count: > 0 } page; after = page[^1].Cursor)
        {
            foreach (var file in page)
            {
                await using var bytes = await blobs.OpenAsync(new FileId(file.Cursor), cancel);
                if (bytes is null || bytes.Length > left)
                {
                    leftOut.Add(file.Cursor);
                    continue;
                }

                left -= bytes.Length;
                var name = string.Create(CultureInfo.InvariantCulture, $"files/{file.Cursor}-{FileNames.Clean(file.Fields.First(field => field.Name == "name").Value as string)}");
                await using var entry = await OpenAsync(zip, name, CompressionLevel.Fastest, cancel); // most of them are compressed already
                await bytes.CopyToAsync(entry, cancel);
            }
        }

        return leftOut;
    }

    private Task<Stream> OpenAsync(ZipArchive zip, string name, CompressionLevel level, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = clock.GetUtcNow();
        return entry.OpenAsync(cancel);
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
