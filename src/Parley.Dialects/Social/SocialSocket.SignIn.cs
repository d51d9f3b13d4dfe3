using Parley.Dialects.Identity;
using Parley.Dialects.Json;
using Parley.Dialects.Social.Frames;
using Parley.Dialects.Social.Wire;
using Parley.Dialects.WebSockets;
using Parley.Messages;
using Parley.Primitives;
using Parley.WebSockets;

namespace Parley.Dialects.Social;

internal sealed partial class SocialSocket
{
    private const int MaxDeviceLength = 64;

    /// <summary>A newer token of the same person: the connection outlives the old one.</summary>
    public async ValueTask RenewAsync(SocialConnection connection, string? token)
    {
        var verified = await _surface.Tokens.VerifyAsync(token, CancellationToken.None);
        if (!verified.IsOk)
            connection.Refuse(verified.Refusal);
        else if (verified.Value.Id != connection.Account.Id)
            connection.Refuse(ChatError.Forbidden);
        else
        {
            Welcome(verified.Value);
            await AskAgainAsync(connection, CancellationToken.None); // the change may have come while the older token was the one to judge by
        }
    }

    private async ValueTask SignInAsync(ReadOnlyMemory<byte> utf8)
    {
        var frame = FrameParser.Parse(utf8.Span, SocialJson.Default.InboundFrame, out _);
        if (frame is not { Type: "auth" } || !IsGoodDevice(frame.Device))
        {
            Close(CloseCode.PolicyViolation, "auth_required");
            return;
        }

        var verified = await _surface.Tokens.VerifyAsync(frame.Token, CancellationToken.None);
        if (IsClosing)
            return;
        if (!verified.IsOk)
        {
            var isBanned = verified.Refusal.Error is ChatError.Banned or ChatError.Disabled or ChatError.TenantSuspended;
            Close(isBanned ? ParleyCloseCode.Banned : CloseCode.PolicyViolation, isBanned ? "banned" : "invalid_token");
            return;
        }

        var caller = verified.Value;
        if (_surface.Devices.RefusalOf(caller.Account, frame.Device ?? _surface.Dialect.Name) is not null)
        {
            Close(ParleyCloseCode.Banned, "banned");
            return;
        }

        var policy = await _surface.Tenants.ContactPolicyAsync(caller.TenantId, _surface.Options.ContactPolicy, CancellationToken.None);
        var connection = new SocialConnection(
            this, caller, frame.Device ?? _surface.Dialect.Name, _surface.Dialect, policy, _surface.Receipts);
        AllowMessagesOf(_surface.Options.MaxFrame);
        Volatile.Write(ref _pingBy, After(_surface.Options.HeartbeatTimeout));
        Welcome(caller);
        _place.Dispose();
        _held = new HeldSends();
        Volatile.Write(ref _connection, connection);
        _handoff = HandOffAsync(connection);
        Flush(); // last: whoever hears that it is in hears of others, too, and counts as older than who comes then
    }

    private void Welcome(Caller caller)
    {
        _caller = caller;
        Enqueue(StateFrames.SignedIn(caller.Account));
    }

    private static bool IsGoodDevice(string? device) =>
        device is null || (device.Length is >= 1 and <= MaxDeviceLength && !device.Any(char.IsControl) && MessageText.Refuse(device) is null);
}
