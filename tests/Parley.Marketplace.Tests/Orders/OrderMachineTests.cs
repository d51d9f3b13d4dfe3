using FsCheck;
using FsCheck.Fluent;
using Parley.Marketplace.Orders;
using Parley.Primitives;

namespace Parley.Marketplace.Tests.Orders;

public sealed class OrderMachineTests
{
    private static readonly UserId Customer = new(1);
    private static readonly UserId Provider = new(2);
    private static readonly UserId Admin = new(3);
    private static readonly UserId Agent = new(4);
    private static readonly UserId Stranger = new(5);

    public static TheoryData<OrderAction, OrderStatus, OrderParty> Everything
    {
        get
        {
            var all = new TheoryData<OrderAction, OrderStatus, OrderParty>();
            foreach (var action in OrderRules.Table.Keys)
            {
                foreach (var status in Enum.GetValues<OrderStatus>())
                {
                    foreach (var party in Enum.GetValues<OrderParty>())
                        all.Add(action, status, party);
                }
            }

            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public void Only_the_table_says_who_may_do_what_and_when(OrderAction action, OrderStatus status, OrderParty party)
    {
        var rule = OrderRules.Table[action];
        var decision = OrderMachine.Decide(NewOrder() with { Status = status, Quoted = new Amount(5), Dispute = action == OrderAction.Resolve ? DisputeStatus.Open : default }, Move(action, party));
        if ((rule.Who & party) == OrderParty.None)
            Assert.Equal(ChatError.Forbidden, decision.Refusal?.Error);
        else if (!rule.When.Contains(status))
            Assert.Equal((ChatError.Conflict, "status"), (decision.Refusal!.Error, decision.Refusal.Field));
        else
            Assert.Equal((null, action, status), (decision.Refusal, decision.Transition!.Action, decision.Transition.From));
    }

    [Fact]
    public void An_order_goes_the_way_of_the_document()
    {
        var order = Do(Do(Do(NewOrder(), OrderAction.Confirm, OrderParty.Provider), OrderAction.Start, OrderParty.Provider), OrderAction.Complete, OrderParty.Provider);
        Assert.Equal((OrderStatus.Completed, 4L, 1_000L), (order.Status, order.Version, order.CompletedAt));
    }

    [Fact]
    public void One_side_is_enough_to_cancel_what_is_pending() =>
        Assert.Equal(OrderStatus.Cancelled, Do(NewOrder(), OrderAction.Cancel, OrderParty.Customer).Status);

    [Theory]
    [InlineData(OrderStatus.Confirmed)]
    [InlineData(OrderStatus.InProgress)]
    public void Both_sides_cancel_what_is_under_way(OrderStatus status)
    {
        var asked = Do(NewOrder() with { Status = status, Payment = PaymentStatus.Paid }, OrderAction.Cancel, OrderParty.Customer);
        Assert.Equal((status, Customer, PaymentStatus.Paid), (asked.Status, asked.CancelRequestedBy, asked.Payment));
        var again = OrderMachine.Decide(asked, Move(OrderAction.Cancel, OrderParty.Customer));
        Assert.Equal((null, null, asked), (again.Refusal, again.Transition, again.Next));
        var agreed = Do(asked, OrderAction.Cancel, OrderParty.Provider);
        Assert.Equal((OrderStatus.Cancelled, true, PaymentStatus.Refunding), (agreed.Status, agreed.CancelRequestedBy.IsNone, agreed.Payment));
    }

    [Fact]
    public void Any_other_move_withdraws_a_request_to_cancel()
    {
        var asked = Do(NewOrder() with { Status = OrderStatus.Confirmed }, OrderAction.Cancel, OrderParty.Customer);
        var started = Do(asked, OrderAction.Start, OrderParty.Provider);
        Assert.True(started.CancelRequestedBy.IsNone);
        Assert.Equal(OrderStatus.InProgress, Do(started, OrderAction.Cancel, OrderParty.Provider).Status);
    }

    [Fact]
    public void A_quote_is_taken_as_it_was_seen_and_not_once_money_moves()
    {
        var quoted = Do(NewOrder(), OrderAction.Quote, OrderParty.Provider, 8_000);
        Assert.Equal((10_000L, 8_000L), (quoted.Total.Cents, quoted.Quoted!.Value.Cents));
        Assert.Equal("quotedAmount", OrderMachine.Decide(quoted, Move(OrderAction.AcceptQuote, OrderParty.Customer, 7_000)).Refusal?.Field);
        Assert.Equal("quotedAmount", OrderMachine.Decide(NewOrder(), Move(OrderAction.AcceptQuote, OrderParty.Customer)).Refusal?.Field);
        var taken = Do(quoted, OrderAction.AcceptQuote, OrderParty.Customer, 8_000);
        Assert.Equal((8_000L, null), (taken.Total.Cents, taken.Quoted));
        foreach (var payment in (PaymentStatus[])[PaymentStatus.Refunding, PaymentStatus.Paid])
        {
            Assert.Equal("paymentStatus", OrderMachine.Decide(quoted with { Payment = payment }, Move(OrderAction.AcceptQuote, OrderParty.Customer)).Refusal?.Field);
            Assert.Equal("paymentStatus", OrderMachine.Decide(NewOrder() with { Payment = payment }, Move(OrderAction.Quote, OrderParty.Provider, 1)).Refusal?.Field);
        }
    }

    [Fact]
    public void A_price_taken_or_an_order_called_off_while_a_link_is_open_waits_for_no_money()
    {
        var open = Do(NewOrder() with { Payment = PaymentStatus.Pending }, OrderAction.Quote, OrderParty.Provider, 8_000);
        Assert.Equal(PaymentStatus.Pending, open.Payment);
        Assert.Equal(PaymentStatus.Unpaid, Do(open, OrderAction.AcceptQuote, OrderParty.Customer, 8_000).Payment);
        Assert.Equal(PaymentStatus.Pending, Do(open with { Total = new Amount(8_000) }, OrderAction.AcceptQuote, OrderParty.Customer, 8_000).Payment);
        Assert.Equal(PaymentStatus.Unpaid, Do(open, OrderAction.Cancel, OrderParty.Customer).Payment);
    }

    [Fact]
    public void A_dispute_holds_everything_until_an_admin_decides()
    {
        var open = Do(NewOrder() with { Status = OrderStatus.InProgress, Payment = PaymentStatus.Paid }, OrderAction.Dispute, OrderParty.Customer);
        Assert.Equal("dispute", OrderMachine.Decide(open, Move(OrderAction.Complete, OrderParty.Provider)).Refusal?.Field);
        var refund = OrderMachine.Decide(open, Move(OrderAction.Resolve, OrderParty.Admin) with { Refund = true }).Next;
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunding, DisputeStatus.Refund), (refund.Status, refund.Payment, refund.Dispute));
        var dismissed = Do(open, OrderAction.Resolve, OrderParty.Admin);
        Assert.Equal((OrderStatus.InProgress, PaymentStatus.Paid, DisputeStatus.Dismissed), (dismissed.Status, dismissed.Payment, dismissed.Dispute));
        Assert.Equal("dispute", OrderMachine.Decide(dismissed, Move(OrderAction.Resolve, OrderParty.Admin)).Refusal?.Field);
        Assert.Equal(DisputeStatus.Open, Do(dismissed, OrderAction.Dispute, OrderParty.Customer).Dispute);
        var done = Do(dismissed, OrderAction.Complete, OrderParty.Provider);
        var back = OrderMachine.Decide(Do(done, OrderAction.Dispute, OrderParty.Customer), Move(OrderAction.Resolve, OrderParty.Admin) with { Refund = true }).Next;
        Assert.Equal((OrderStatus.Completed, PaymentStatus.Refunding), (back.Status, back.Payment));
        Assert.Equal("dispute", OrderMachine.Decide(back, Move(OrderAction.Dispute, OrderParty.Customer)).Refusal?.Field);
    }

    [Fact]
    public void What_a_customer_paid_comes_back_when_the_provider_confirms_and_never_begins()
    {
        var open = Do(NewOrder() with { Status = OrderStatus.Confirmed, Payment = PaymentStatus.Paid }, OrderAction.Dispute, OrderParty.Customer);
        Assert.Equal("dispute", OrderMachine.Decide(open, Move(OrderAction.Start, OrderParty.Provider)).Refusal?.Field);
        var refund = OrderMachine.Decide(open, Move(OrderAction.Resolve, OrderParty.Admin) with { Refund = true }).Next;
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunding, DisputeStatus.Refund), (refund.Status, refund.Payment, refund.Dispute));
    }

    [Fact]
    public void Who_saw_another_version_is_told()
    {
        var order = Do(NewOrder(), OrderAction.Confirm, OrderParty.Provider);
        Assert.Equal("version", OrderMachine.Decide(order, Move(OrderAction.Cancel, OrderParty.Customer) with { Version = 1 }).Refusal?.Field);
        Assert.Null(OrderMachine.Decide(order, Move(OrderAction.Cancel, OrderParty.Customer) with { Version = 2 }).Refusal);
    }

    [Fact]
    public void Whatever_is_tried_versions_and_history_are_dense_money_is_kept_and_what_is_final_stays()
    {
        var moves =
            from action in Gen.Elements(OrderRules.Table.Keys.ToArray())
            from party in Gen.Elements(OrderParty.Customer, OrderParty.Provider, OrderParty.Admin, OrderParty.Agent, OrderParty.None)
            from price in Gen.Choose(0, 20_000)
            from refund in Gen.Elements(true, false)
            select Move(action, party, price) with { Refund = refund };
        Prop.ForAll(Gen.ListOf(moves).ToArbitrary(), list =>
        {
            var order = NewOrder();
            foreach (var move in list)
            {
                var decision = OrderMachine.Decide(order, move);
                var changed = decision.Transition is not null;
                var holds = changed
                    ? decision.Refusal is null && decision.Next.Version == order.Version + 1 && decision.Transition!.Version == decision.Next.Version
                        && decision.Transition.From == order.Status && decision.Transition.To == decision.Next.Status
                    : decision.Next == order;
                holds &= !order.IsFinal || decision.Next.Status == order.Status;
                holds &= decision.Next.Total == order.Total || move.Action == OrderAction.AcceptQuote;
                holds &= move.Party is not (OrderParty.Agent or OrderParty.None) || !changed;
                if (!holds)
                    return false;
                order = decision.Next;
            }

            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000));
    }

    private static Order Do(Order order, OrderAction action, OrderParty party, long? price = null)
    {
        var decision = OrderMachine.Decide(order, Move(action, party, price));
        Assert.Null(decision.Refusal);
        return decision.Next;
    }

    private static OrderMove Move(OrderAction action, OrderParty party, long? price = null) => new()
    {
        Action = action,
        ActorId = party switch
        {
            OrderParty.Customer => Customer,
            OrderParty.Provider => Provider,
            OrderParty.Admin => Admin,
            OrderParty.Agent => Agent,
            _ => Stranger,
        },
        Party = party,
        At = 1_000,
        Price = price is { } cents ? new Amount(cents) : action == OrderAction.Quote ? new Amount(5) : null,
        ScheduledAt = 2_000,
    };

    private static Order NewOrder() => new()
    {
        Id = new OrderId(10),
        TenantId = new TenantId(1),
        CustomerId = Customer,
        ProviderId = Provider,
        ServiceId = new ServiceId(20),
        ServiceName = "Cleaning",
        Total = new Amount(10_000),
        CreatedAt = 500,
        UpdatedAt = 500,
    };
}
