namespace Parley.Integrations.Images;

/// <summary>What the check answers: <c>{"verdict": "allow" | "flag" | "block", "label"?}</c>.</summary>
internal sealed record ImageAnswer(string? Verdict, string? Label);
