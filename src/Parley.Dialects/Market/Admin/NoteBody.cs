namespace Parley.Dialects.Market.Admin;

/// <summary>What goes with a decision.</summary>
internal sealed record NoteBody(string? Note);
