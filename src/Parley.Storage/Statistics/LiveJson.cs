using System.Text.Json.Serialization;
using Parley.Statistics;

namespace Parley.Storage.Statistics;

/// <summary>A node's figures as its row has them, source-generated.</summary>
[JsonSerializable(typeof(NodeFigures))]
internal sealed partial class LiveJson : JsonSerializerContext;
