using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Json;

namespace Parley.Dialects.Rooms.Wire;

/// <summary>This surface's JSON, source-generated: snake_case, without what there is not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RoomsErrorEnvelope))]
[JsonSerializable(typeof(RoomsMessage))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsMessage>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsMessage[]>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsChat[]>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsForwarded>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsReadDone>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsRecalled>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsFile>))]
[JsonSerializable(typeof(RoomsEnvelope<RoomsReport>))]
[JsonSerializable(typeof(RoomsReportBody))]
[JsonSerializable(typeof(RoomsInbound))]
[JsonSerializable(typeof(RoomsSent))]
[JsonSerializable(typeof(RoomsOk))]
[JsonSerializable(typeof(RoomsFailed))]
[JsonSerializable(typeof(RoomsForwarded))]
[JsonSerializable(typeof(RoomsSynced))]
[JsonSerializable(typeof(RoomsStatus))]
[JsonSerializable(typeof(RoomsRead))]
[JsonSerializable(typeof(RoomsRecalled))]
[JsonSerializable(typeof(RoomsTyping))]
[JsonSerializable(typeof(RoomsPresence))]
internal sealed partial class RoomsJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static RoomsJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
