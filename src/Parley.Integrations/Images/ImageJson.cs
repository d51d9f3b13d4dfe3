using System.Text.Json.Serialization;

namespace Parley.Integrations.Images;

/// <summary>The JSON of the check, generated at build time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ImageAnswer))]
[JsonSerializable(typeof(ImageQuestion))]
internal sealed partial class ImageJson : JsonSerializerContext;
