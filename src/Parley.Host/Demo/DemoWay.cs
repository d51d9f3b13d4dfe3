using Parley.Marketplace.Orders;

namespace Parley.Host.Demo;

/// <summary>What becomes of one of the demo's orders.</summary>
/// <param name="IsPaid">Whether it is paid before anything else.</param>
/// <param name="Steps">What its sides do then.</param>
/// <param name="IsReviewed">Whether its customer says how it was.</param>
internal sealed record DemoWay(bool IsPaid, OrderAction[] Steps, bool IsReviewed = false)
{
    private static readonly OrderAction[] Served = [OrderAction.Confirm, OrderAction.Start, OrderAction.Complete];

    // What each customer's newest order is at: every state, and what can be open in one.
    private static readonly DemoWay[] Newest =
    [
        new(false, []),
        new(false, [OrderAction.Confirm]),
        new(true, [OrderAction.Confirm, OrderAction.Start]),
        new(false, [OrderAction.Cancel]),
        new(false, [OrderAction.Quote]),
        new(true, [OrderAction.Confirm, OrderAction.Start, OrderAction.Dispute]),
        new(false, [OrderAction.Confirm, OrderAction.Cancel]),
        new(false, [OrderAction.Reschedule, OrderAction.Confirm]),
        new(true, [OrderAction.Confirm]),
        new(true, [.. Served, OrderAction.RequestReview]),
        new(false, []),
        new(true, [OrderAction.Cancel]), // the money goes back
    ];

    /// <summary>What the appointments of the coming days are at, in their order.</summary>
    public static readonly DemoWay[] Visits =
    [
        new(true, [OrderAction.Confirm]),
        new(false, []),
        new(false, [OrderAction.Confirm]),
        new(true, [OrderAction.Confirm]),
        new(false, []),
        new(false, [OrderAction.Quote]),
    ];

    /// <summary>How many orders each customer has.</summary>
    public const int Rounds = 4;

    /// <summary>The way of a customer's order.</summary>
    /// <param name="customer">From 0.</param>
    /// <param name="round">From 0, the oldest.</param>
    public static DemoWay Of(int customer, int round) => round switch
    {
        < 2 => new(true, Served, IsReviewed: true),
        2 => new(customer % 2 == 0, Served, IsReviewed: customer % 2 == 0),
        _ => Newest[customer % Newest.Length],
    };
}
