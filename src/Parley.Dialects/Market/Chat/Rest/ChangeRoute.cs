using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parley.Accounts;
using Parley.Conversations;
using Parley.Dialects.Errors;
using Parley.Dialects.Files;
using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Market.Chat.Wire;
using Parley.Dialects.Rest;
using Parley.Primitives;

namespace Parley.Dialects.Market.Chat.Rest;

/// <summary><c>PATCH /api/v1/chat/conversations/:id</c>: off one's own list and back, to its head, and a group's name and picture.</summary>
internal static class ChangeRoute
{
    public static async Task<IResult> ChangeAsync(
        HttpContext http, string id, Chats chats, Groups.Groups groups, ChatViews views, PictureFiles pictures, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, ChatJson.Default.ChatPatchBody);
        if (body is null)
            return refusal!;
        if (!TryText(body.Name, out var name) || (name is null && body.Name.ValueKind == JsonValueKind.Null))
            return FieldRules.Invalid("name").ToResult();
        if (!TryText(body.AvatarUrl, out var avatar))
            return FieldRules.Invalid("avatarUrl").ToResult();
        var (me, conversation) = (http.Caller().Account, WireId.Parse(id).Conversation);
        avatar = body.AvatarUrl.ValueKind == JsonValueKind.Null ? "" : avatar;
        if (name is not null || avatar is not null)
        {
            var taken = await pictures.TakeAsync(me, avatar, cancel);
            var updated = taken.Refusal ?? await UpdateAsync(me, conversation, name, taken.Value, chats, groups, cancel);
            if (updated is { } refused)
                return refused.ToResult();
        }

        if (body.IsActive is { } isActive && await chats.ArchiveAsync(me, conversation, archive: !isActive, cancel) is { IsOk: false, Refusal: var unlisted })
            return unlisted.ToResult();
        if (body.IsPinned is { } isPinned && await chats.PinAsync(me, conversation, isPinned, cancel) is { IsOk: false, Refusal: var unpinned })
            return unpinned.ToResult();

        var found = await chats.FindAsync(me, conversation, cancel);
        return found.IsOk
            ? MarketResults.Ok(await views.OfAsync(me, found.Value, cancel), ChatJson.Wire.EnvelopeChatView)
            : found.Refusal.ToResult();
    }

    private static async Task<Refusal?> UpdateAsync(
        Account me, ConversationId id, string? name, string? avatar, Chats chats, Groups.Groups groups, CancellationToken cancel)
    {
        var found = await chats.FindAsync(me, id, cancel);
        if (!found.IsOk)
            return found.Refusal;
        return found.Value.Line.Conversation.Kind == ConversationKind.Group
            ? (await groups.UpdateAsync(me, id, name, avatar, null, cancel)).Refusal
            : (Refusal)ChatError.Forbidden; // between two there is no name to give
    }

    private static bool TryText(JsonElement element, out string? text)
    {
        text = null;
        if (element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return true;
        if (element.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = element.GetString();
            return true;
        }
        catch (InvalidOperationException) // an escaped lone surrogate
        {
            return false;
        }
    }
}
