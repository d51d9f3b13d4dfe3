using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Dialects.Sockets.Wire;

/// <summary>What all surfaces over Socket.IO say alike, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EntranceError))]
[JsonSerializable(typeof(string))]
internal sealed partial class SocketsJson : JsonSerializerContext;
