using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Peers;

/// <summary>The source-generated JSON of both peers on .NET.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RelayMessage))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(int))]
internal sealed partial class PeerJson : JsonSerializerContext;
