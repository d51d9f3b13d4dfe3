using Parley.Accounts;
using Parley.Announcements;
using Parley.Bans;
using Parley.Emergency;
using Parley.Marketplace.Orders;
using Parley.Messages;
using Parley.Moderation;

namespace Parley.Host.Demo;

/// <summary>
/// What those who run the demo's tenant find on their desk: words, what they found, reports, a ban with an appeal, a call for help and an announcement;
/// and Lina's friends. Each list that has something in it already is left as it is.
/// </summary>
internal sealed class DemoDesk(IServiceProvider services)
{
    private const int NextLine = 20; // the lines of DemoTalk's own are before it

    private readonly DemoTalk _talk = new(services);

    /// <summary>Lays it there.</summary>
    public async Task FillAsync(Account admin, Account[] customers, DemoProvider[] providers, CancellationToken cancel)
    {
        var (lina, rude, seller) = (customers[0], customers[5], customers[11]);
        await AnnounceAsync(admin, cancel);
        await ForbidWordsAsync(admin, cancel);
        var sold = await _talk.WriteAsync(seller, customers[4], NextLine, "要发票的话加微信，价格好商量。", cancel); // flagged
        var rudeness = await _talk.WriteAsync(rude, providers[1].Account, NextLine, "你们就是骗子，等着瞧。", cancel);
        await ReportAsync(admin, [(customers[4], sold, "spam", "一直发广告"), (providers[1].Account, rudeness, "harassment", null), (customers[2], null, "fraud", "收了钱不来")], seller, cancel);
        await BanAsync(admin, customers[9], cancel);
        await CallForHelpAsync(admin, customers[2], cancel);
        await BefriendAsync(lina, customers[2], customers[4], customers[6], cancel);
    }

    private async Task AnnounceAsync(Account admin, CancellationToken cancel)
    {
        var desk = services.GetRequiredService<AnnouncementDesk>();
        if ((await desk.ListAsync(admin, default, 1, cancel)).Count == 0)
            DemoMarket.Sound(await desk.MakeAsync(admin, new AnnouncementDraft("周末上门服务", "周六、周日照常接单，下单请提前一天。", admin.TenantId, null, null), cancel));
    }

    private async Task ForbidWordsAsync(Account admin, CancellationToken cancel)
    {
        var words = services.GetRequiredService<SensitiveWords>();
        DemoMarket.Sound(await words.SetAsync(admin.TenantId, ["刷单", "代开发票"], WordAction.Reject, cancel));
        DemoMarket.Sound(await words.SetAsync(admin.TenantId, ["混蛋"], WordAction.Mask, cancel));
        DemoMarket.Sound(await words.SetAsync(admin.TenantId, ["加微信", "骗子"], WordAction.Flag, cancel));
        await services.GetRequiredService<WordList>().ReloadAsync(cancel);
    }

    // The last is taken, and one of another reason was decided on.
    private async Task ReportAsync(Account admin, (Account By, Message? About, string Reason, string? Detail)[] all, Account other, CancellationToken cancel)
    {
        var (reports, desk) = (services.GetRequiredService<Reports>(), services.GetRequiredService<ReportDesk>());
        if ((await desk.ListAsync(admin, admin.TenantId, null, default, 1, cancel)).Count > 0)
            return;
        foreach (var (by, about, reason, detail) in all)
        {
            var filed = DemoMarket.Sound(await reports.FileAsync(by, about?.SenderId ?? other.Id, about?.Id, reason, detail, cancel));
            if (about is null)
                DemoMarket.Sound(await desk.StepAsync(admin, filed.Report.Id, ReportState.Taken, "问过双方，等回复", cancel));
        }
    }

    private async Task BanAsync(Account admin, Account one, CancellationToken cancel)
    {
        var desk = services.GetRequiredService<BanDesk>();
        if ((await desk.ListAsync(admin.TenantId, default, onlyHolding: false, onlyAppealed: false, default, 1, cancel)).Count > 0)
            return;
        DemoMarket.Sound(await services.GetRequiredService<AccountStanding>().BanAsync(admin, one.Id, "多次无故取消订单", minutes: 7 * 24 * 60, cancel));
        DemoMarket.Sound(await desk.AppealAsync(one, default, "上次是生病了，已经跟师傅说明，请核实。", cancel));
    }

    private async Task CallForHelpAsync(Account admin, Account caller, CancellationToken cancel)
    {
        if ((await services.GetRequiredService<IEmergencyStore>().ListAsync(admin.TenantId, null, default, 1, cancel)).Count > 0)
            return;
        var (orders, calls) = (services.GetRequiredService<Orders>(), services.GetRequiredService<EmergencyCalls>());
        var own = DemoMarket.Sound(await orders.ListAsync(caller, OrderParty.Customer, OrderStatus.InProgress, page: 1, limit: 1, cancel));
        DemoMarket.Sound(await calls.CallAsync(caller, own.Items[0].Id, cancel));
    }

    private async Task BefriendAsync(Account one, Account friend, Account other, Account asking, CancellationToken cancel)
    {
        var friends = services.GetRequiredService<Friends.Friends>();
        if ((await friends.ListAsync(one, default, 1, cancel)).Count > 0)
            return;
        foreach (var to in (Account[])[friend, other])
        {
            var asked = DemoMarket.Sound(await friends.AskAsync(one, to.Id, cancel));
            DemoMarket.Sound(await friends.AcceptAsync(to, asked.Request.Id, cancel));
        }

        DemoMarket.Sound(await friends.AskAsync(asking, one.Id, cancel));
    }
}
