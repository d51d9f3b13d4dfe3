namespace Parley.Dialects.Market.Admin;

/// <summary>How many orders took which step then.</summary>
internal sealed record OrderStepsView(long Created, long Confirmed, long Completed, long Cancelled);
