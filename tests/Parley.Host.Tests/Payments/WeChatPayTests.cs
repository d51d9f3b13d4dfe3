using System.Security.Cryptography;

namespace Parley.Host.Tests.Payments;

/// <summary>WeChat Pay end to end: a server of ours, a vendor on loopback that verifies every signature, callbacks of the real shape.</summary>
public sealed class WeChatPayTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_payment_is_asked_for_paid_and_told_of_once_however_often_it_is_told(bool publicKey)
    {
        await using var shop = await WeChatShop.OpenAsync(publicKey);
        var order = await shop.OrderAsync();
        var trade = await shop.PayAsync(order);
        Assert.Equal(12_850, (long)shop.Vendor.Trades[trade]["amount"]!["total"]!);
        Assert.Equal(("pending", "pending"), await shop.StatusAsync(trade));
        Assert.Equal(trade, await shop.PayAsync(order)); // the same link again, without the vendor

        Assert.Equal(200, (await shop.MoneyAsync(trade)).Status);
        Assert.Equal(("paid", "paid"), await shop.StatusAsync(trade));
        Assert.Equal(200, (await shop.MoneyAsync(trade)).Status); // told again, signed anew
        Assert.Equal(200, (await shop.MoneyAsync(trade, late: TimeSpan.FromMinutes(4))).Status);
        Assert.Equal(("paid", "paid"), await shop.StatusAsync(trade));
        Assert.Equal((409, "conflict"), (await shop.TryPayAsync(order)).Outcome);
        Assert.Empty(shop.Vendor.Unsigned);
        Assert.Equal(publicKey ? 0 : 1, shop.Vendor.Requests.Count(request => request == "GET /v3/certificates"));
        Assert.Single(shop.Vendor.Requests, request => request.EndsWith("/native", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_callback_may_come_before_the_answer_to_the_request_does()
    {
        await using var shop = await WeChatShop.OpenAsync();
        shop.Vendor.BeforeNativeAnswer = async trade => Assert.Equal(200, (await shop.MoneyAsync(trade)).Status);
        var trade = await shop.PayAsync(await shop.OrderAsync());
        Assert.Equal(("paid", "paid"), await shop.StatusAsync(trade));
    }

    [Fact]
    public async Task A_callback_that_is_forged_replayed_late_or_about_something_else_changes_nothing()
    {
        await using var shop = await WeChatShop.OpenAsync();
        var vendor = shop.Vendor;
        var trade = await shop.PayAsync(await shop.OrderAsync());
        const string Success = "TRANSACTION.SUCCESS";

        using var forger = RSA.Create(2048);
        vendor.Signer = forger;
        var forged = vendor.Callback(Success, vendor.Transaction(trade));
        vendor.Signer = null;
        Assert.Equal((401, "unauthenticated"), (await shop.TellAsync(forged)).Outcome);
        var sound = vendor.Callback(Success, vendor.Transaction(trade));
        Assert.Equal((401, "unauthenticated"), (await shop.TellAsync((sound.Body.Replace("encrypt", "encrypT", StringComparison.Ordinal), sound.Headers))).Outcome);
        for (var without = 0; without < 4; without++)
            Assert.Equal(401, (await shop.TellAsync((sound.Body, [.. sound.Headers.Where((_, at) => at != without)]))).Status);
        Assert.Equal(401, (await shop.TellAsync(vendor.Callback(Success, vendor.Transaction(trade), late: TimeSpan.FromMinutes(6)))).Status);
        Assert.Equal(401, (await shop.TellAsync(vendor.Callback(Success, vendor.Transaction(trade), late: TimeSpan.FromMinutes(-6)))).Status);

        Assert.Equal((409, "amount"), Fault(await shop.TellAsync(vendor.Callback(Success, vendor.Transaction(trade, total: 1)))));
        Assert.Equal((400, "appid"), Fault(await shop.TellAsync(vendor.Callback(Success, vendor.Transaction(trade, appId: "wx1111111111111111")))));
        var foreign = vendor.Transaction(trade);
        foreign["mchid"] = "1900000110";
        Assert.Equal((400, "mchid"), Fault(await shop.TellAsync(vendor.Callback(Success, foreign))));
        Assert.Equal(404, (await shop.TellAsync(vendor.Callback(Success, vendor.Transaction("77", total: 12_850)))).Status);
        Assert.Equal((400, "out_trade_no"), Fault(await shop.TellAsync(vendor.Callback(Success, vendor.Transaction("x", total: 12_850)))));
        Assert.Equal((400, "resource"), Fault(await shop.TellAsync(vendor.Callback(Success, vendor.Transaction(trade), key: new string('k', 32)))));
        foreach (var body in (string[])["", "{}", "[]", "null", "{\"event_type\":\"TRANSACTION.SUCCESS\",\"resource\":{}}", new string('[', 5000)])
            Assert.InRange((await shop.TellAsync((body, vendor.Sign(body)))).Status, 400, 499);
        Assert.Equal(("pending", "pending"), await shop.StatusAsync(trade));

        Assert.Equal(200, (await shop.TellAsync(sound)).Status);
        Assert.Equal((409, "nonce"), Fault(await shop.TellAsync(sound))); // the very same bytes
        Assert.Equal(("paid", "paid"), await shop.StatusAsync(trade));
        Assert.Equal(200, (await shop.TellAsync(vendor.Callback("PAYSCORE.USER_PAID", vendor.Transaction(trade)))).Status); // of something we never asked for

        static (int, string?) Fault(Answer answer) => (answer.Status, answer.Field);
    }

    [Fact]
    public async Task A_refund_told_of_before_the_payment_waits_for_it()
    {
        await using var shop = await WeChatShop.OpenAsync();
        var trade = await shop.PayAsync(await shop.OrderAsync());
        Assert.Equal(409, (await RefundedAsync(shop, trade)).Status);
        Assert.Equal(("pending", "pending"), await shop.StatusAsync(trade));
        Assert.Equal(200, (await shop.MoneyAsync(trade)).Status);
        Assert.Equal(200, (await RefundedAsync(shop, trade)).Status); // told again; somebody gave it back at the vendor
        Assert.Equal(200, (await shop.MoneyAsync(trade)).Status);
        Assert.Equal(("refunded", "refunded"), await shop.StatusAsync(trade));

        static Task<Answer> RefundedAsync(WeChatShop shop, string trade) => shop.TellAsync(shop.Vendor.Callback("REFUND.SUCCESS", shop.Vendor.Refund(trade, "by-hand")));
    }

    [Fact]
    public async Task Money_of_an_order_that_was_called_off_goes_back_however_often_the_vendor_fails()
    {
        await using var shop = await WeChatShop.OpenAsync();
        var order = await shop.OrderAsync();
        var trade = await shop.PayAsync(order);
        await shop.CancelAsync(order);
        Assert.Equal(200, (await shop.MoneyAsync(trade)).Status);
        Assert.Equal(("refunding", "refunding"), await shop.StatusAsync(trade));
        shop.Vendor.Down.Add("/v3/refund/domestic/refunds");
        Assert.NotNull(await shop.AdvanceAsync(trade));
        shop.Vendor.Down.Clear();
        await shop.ShiftAsync(TimeSpan.FromMinutes(2));
        // The vendor keeps the system's time: within five minutes both believe each other.
        Assert.NotNull(await shop.AdvanceAsync(trade));
        var (number, refund) = Assert.Single(shop.Vendor.Refunds);
        Assert.Equal(($"{trade}R0", 12_850L), (number, (long)refund["amount"]!["refund"]!));
        Assert.Equal(("refunding", "refunding"), await shop.StatusAsync(trade));
        Assert.Equal(200, (await shop.TellAsync(shop.Vendor.Callback("REFUND.SUCCESS", shop.Vendor.Refund(trade, number)))).Status);
        Assert.Equal(("refunded", "refunded"), await shop.StatusAsync(trade));
        Assert.Null(await shop.AdvanceAsync(trade));
    }

    [Fact]
    public async Task A_payment_that_nobody_wants_is_asked_after_then_closed_at_the_vendor()
    {
        await using var shop = await WeChatShop.OpenAsync();
        shop.Vendor.RefundStatus = "SUCCESS"; // before the server's own jobs ask for one
        var (unpaid, paid) = (await shop.OrderAsync(), await shop.OrderAsync());
        var (closed, late) = (await shop.PayAsync(unpaid), await shop.PayAsync(paid));
        shop.Vendor.Trades[late]["trade_state"] = "SUCCESS"; // its callback never came
        await shop.CancelAsync(unpaid);
        await shop.CancelAsync(paid);
        Assert.Null(await shop.AdvanceAsync(closed));
        Assert.Equal("CLOSED", (string)shop.Vendor.Trades[closed]["trade_state"]!);
        Assert.Equal(("closed", "unpaid"), await shop.StatusAsync(closed));
        for (var i = 0; i < 1500 && await shop.StatusAsync(late) is not ("refunded", "refunded"); i++)
        {
            await shop.AdvanceAsync(late); // the server's own jobs take steps meanwhile
            await Task.Delay(20);
        }

        Assert.Equal(("refunded", "refunded"), await shop.StatusAsync(late));
    }

    [Fact]
    public async Task A_vendor_that_is_down_or_signs_with_a_strange_key_gives_no_link()
    {
        await using var shop = await WeChatShop.OpenAsync();
        var order = await shop.OrderAsync();
        shop.Vendor.Down.Add("/v3/pay/transactions/native");
        Assert.Equal((503, "busy"), (await shop.TryPayAsync(order)).Outcome);
        shop.Vendor.Down.Clear();
        using var forger = RSA.Create(2048);
        shop.Vendor.Signer = forger;
        Assert.Equal((503, "busy"), (await shop.TryPayAsync(order)).Outcome);
        shop.Vendor.Signer = null;
        await shop.ShiftAsync(TimeSpan.FromSeconds(6)); // after a failure certificates are not asked for at once
        await shop.PayAsync(order);
    }
}
