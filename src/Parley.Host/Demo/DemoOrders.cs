using System.Globalization;
using Parley.Accounts;
using Parley.Marketplace;
using Parley.Marketplace.Notices;
using Parley.Marketplace.Orders;
using Parley.Marketplace.Reviews;

namespace Parley.Host.Demo;

/// <summary>The demo's orders. Each is made under a key of its own, so one that is there is neither made nor moved again.</summary>
internal sealed class DemoOrders(IServiceProvider services, TimeProvider clock)
{
    private static readonly int[] Ratings = [5, 4, 5, 5, 3, 5, 4];

    private readonly Orders _orders = services.GetRequiredService<Orders>();
    private readonly Reviews _reviews = services.GetRequiredService<Reviews>();
    private readonly NoticePost _post = services.GetRequiredService<NoticePost>();
    private readonly DemoTalk _talk = new(services);
    private readonly DemoCashier _cashier = new(services);

    /// <summary>Talks, orders, moves, pays and reviews.</summary>
    /// <param name="customer">From 0; those of one city are next to those two before and after, and share providers with them, as people with one taste do.</param>
    public async Task MakeAsync(Account who, int customer, DemoProvider[] providers, CancellationToken cancel)
    {
        for (var round = 0; round < DemoWay.Rounds; round++)
        {
            var provider = providers[(customer % 2) + (((customer / 2) + round) % (providers.Length / 2) * 2)];
            var service = provider.Services[provider.Number * 3 % provider.Services.Count];
            var conversation = await _talk.OpenAsync(who, provider, service, cancel);
            var draft = new OrderDraft
            {
                ServiceId = service.Id,
                ConversationId = conversation,
                Notes = provider.IsEnglish ? "Please call before you come." : "来之前请先联系。",
                ClientId = string.Create(CultureInfo.InvariantCulture, $"demo-{round}"),
            };
            var order = DemoMarket.Sound(await _orders.CreateAsync(who, draft, cancel));
            if (order.Version == 1) // as it was made: nobody has done anything to it yet
                await GoAsync(who, provider, order, DemoWay.Of(customer, round), (customer * DemoWay.Rounds) + round, cancel);
        }
    }

    /// <summary>People order of one provider for hours of the coming days, so that its requests and its week are not empty.</summary>
    public async Task BookAsync(DemoProvider provider, Account[] customers, CancellationToken cancel)
    {
        var tomorrow = clock.GetUtcNow().UtcDateTime.Date.AddDays(1);
        for (var number = 0; number < DemoWay.Visits.Length; number++)
        {
            var customer = customers[number % customers.Length];
            var draft = new OrderDraft
            {
                ServiceId = provider.Services[number].Id,
                ScheduledAt = new DateTimeOffset(tomorrow.AddDays(number / 2).AddHours(2 + (number % 2 * 5)), TimeSpan.Zero).ToUnixTimeMilliseconds(), // 10 and 15 o'clock there
                CustomerPlace = new Place(provider.District.Middle, provider.District.Chinese),
                Notes = "到了请按门铃。",
                ClientId = string.Create(CultureInfo.InvariantCulture, $"demo-visit-{number}"),
            };
            if (await _orders.CreateAsync(customer, draft, cancel) is { IsOk: true, Value: { Version: 1 } order })
                await GoAsync(customer, provider, order, DemoWay.Visits[number], number, cancel);
        }
    }

    private async Task GoAsync(Account customer, DemoProvider provider, Order order, DemoWay way, int number, CancellationToken cancel)
    {
        if (way.IsPaid)
            await _cashier.PayAsync(customer, order.Id, cancel);
        foreach (var action in way.Steps)
        {
            var actor = OrderRules.Table[action].Who.HasFlag(OrderParty.Customer) ? customer : provider.Account;
            var moved = await _orders.MoveAsync(actor, order.Id, RequestOf(action, order, provider.IsEnglish), cancel);
            if (moved.Refusal is { } refusal)
                throw new InvalidOperationException($"The demo's order {order.Number} could not {action}: {refusal.Error} {refusal.Field}.");
        }

        if (!way.IsReviewed)
            return;
        var rating = Ratings[number % Ratings.Length];
        DemoMarket.Sound(await _reviews.AddAsync(customer, order.Id, new ReviewDraft(rating, CommentOf(rating, provider.IsEnglish)), cancel));
        await TellAsync(customer, order, cancel);
        await _talk.ThankAsync(customer, order.ConversationId, provider.IsEnglish, cancel);
    }

    // The steps stand in the talk once, whoever tells them first; thanks come behind them.
    private async Task TellAsync(Account customer, Order made, CancellationToken cancel)
    {
        var order = DemoMarket.Sound(await _orders.FindAsync(customer, made.Id, cancel));
        foreach (var step in DemoMarket.Sound(await _orders.ReadHistoryAsync(customer, made.Id, cancel)))
            await _post.PostAsync(step, order, cancel);
    }

    private OrderRequest RequestOf(OrderAction action, Order order, bool english) => new()
    {
        Action = action,
        Amount = action is OrderAction.Quote ? Math.Round(order.Total.Value * 0.9m) : null,
        ScheduledAt = action is OrderAction.Reschedule ? clock.GetUtcNow().AddDays(3).ToUnixTimeMilliseconds() : null,
        Note = action switch
        {
            OrderAction.Cancel => english ? "Something came up, sorry." : "临时有事，抱歉。",
            OrderAction.Dispute => english ? "Half of it was not done." : "只做了一半就走了。",
            _ => null,
        },
    };

    private static string CommentOf(int rating, bool english) => rating switch
    {
        5 => english ? "On time, friendly, and very thorough." : "准时、细心，下次还找您。",
        4 => english ? "Good work, a little late." : "做得不错，就是晚到了一会儿。",
        _ => english ? "It was all right." : "还可以，有些地方不够仔细。",
    };
}
