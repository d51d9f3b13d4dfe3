namespace Parley.Integrations.Images;

/// <summary>What the check is asked of a picture that lies elsewhere.</summary>
internal sealed record ImageQuestion(string Url);
