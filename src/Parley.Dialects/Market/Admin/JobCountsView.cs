namespace Parley.Dialects.Market.Admin;

/// <summary>How many jobs there are, each counted up to ten thousand.</summary>
internal sealed record JobCountsView(int Waiting, int Running, int Dead);
