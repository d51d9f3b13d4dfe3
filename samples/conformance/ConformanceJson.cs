using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.SocketIO.Conformance;

/// <summary>Contracts of everything that goes over the wire.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Plan))]
[JsonSerializable(typeof(Shown))]
[JsonSerializable(typeof(WhoAmI))]
[JsonSerializable(typeof(About[]))]
[JsonSerializable(typeof(BlackBox.Refusal))]
[JsonSerializable(typeof(BlackBoxEvents.Question))]
[JsonSerializable(typeof(BlackBoxEvents.Failure))]
[JsonSerializable(typeof(ClientTests.Mixed))]
[JsonSerializable(typeof(Departures.Departure))]
[JsonSerializable(typeof(Control.WhoWent))]
[JsonSerializable(typeof(Control.Memory))]
[JsonSerializable(typeof(Control.Stats))]
[JsonSerializable(typeof(Control.Done))]
[JsonSerializable(typeof(Dictionary<string, DateTimeOffset>))]
[JsonSerializable(typeof(Dictionary<string, object?>))]
[JsonSerializable(typeof(ReadOnlyMemory<byte>))]
[JsonSerializable(typeof(JsonElement[]))]
[JsonSerializable(typeof(object?[]))]
[JsonSerializable(typeof(int[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(byte[]))]
[JsonSerializable(typeof(bool))]
internal sealed partial class ConformanceJson : JsonSerializerContext;
