using Parley.Jobs;
using Parley.Primitives;
using Parley.Storage.Tests.Fixtures;
using Parley.Storage.Tests.Messages;
using Parley.Webhooks;

namespace Parley.Storage.Tests.Webhooks;

public sealed class WebhooksOnSqlite(SqliteFixture fixture) : WebhookStoreContract(fixture), IClassFixture<SqliteFixture>;

public sealed class WebhooksOnPostgres(PostgresFixture fixture) : WebhookStoreContract(fixture), IClassFixture<PostgresFixture>;

public abstract class WebhookStoreContract(DatabaseFixture fixture)
{
    private IWebhookStore Store => fixture.Stores.Webhooks;

    [Fact]
    public async Task A_tenant_has_at_most_so_many_also_at_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Store.CreateAsync(New(tenant), 3, default)));
        Assert.Equal(3, made.Count(one => one));
        Assert.Equal(3, (await Store.ListAsync(tenant, default)).Count);
    }

    [Fact]
    public async Task It_is_seen_changed_and_removed_within_its_tenant_only()
    {
        var (tenant, other) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        var webhook = New(tenant);
        await Store.CreateAsync(webhook, 3, default);
        Assert.Equivalent(webhook, await Store.FindAsync(webhook.Id, default));
        Assert.Null(await Store.UpdateAsync(other, webhook.Id, one => one with { Name = "theirs" }, default));
        Assert.Equal("mine", (await Store.UpdateAsync(tenant, webhook.Id, one => one with { Name = "mine" }, default))!.Name);
        Assert.False(await Store.DeleteAsync(other, webhook.Id, default));
        Assert.Empty(await Store.ListAsync(other, default));
        Assert.True(await Store.DeleteAsync(tenant, webhook.Id, default));
    }

    [Fact]
    public async Task Each_source_is_delivered_once_and_replayed_from_the_beginning()
    {
        var tenant = await fixture.NewTenantAsync();
        var webhook = New(tenant);
        await Store.CreateAsync(webhook, 3, default);
        var delivery = Delivery(webhook, "a");
        await Store.AddAsync([delivery, Delivery(webhook, "b")], default);
        await Store.AddAsync([Delivery(webhook, "a")], default);
        var due = await Store.ReadDueAsync(webhook.Id, fixture.Clock.NowMs, 10, default);
        Assert.Equal(["a", "b"], due.Select(one => one.Source));
        Assert.Equal(fixture.Clock.NowMs, await Store.FindNextDueAsync(webhook.Id, default));
        Assert.Contains(await fixture.Stores.Jobs.ListAsync(new JobFilter { Kind = DeliveryJob.Kind }, null, 100, default), job => job.UniqueKey == webhook.Id.ToString());

        await Store.SaveAttemptAsync(due[0] with { Status = DeliveryStatus.Delivered, Attempts = 1, DeliveredAt = 5, LastStatus = 200 }, 0, 0, default);
        await Store.SaveAttemptAsync(due[1] with { Attempts = 1, NextAt = fixture.Clock.NowMs + 1000, LastError = "e" }, 2, 99, default);
        Assert.Equal((2, 99L), ((await Store.FindAsync(webhook.Id, default))!.Failures, (await Store.FindAsync(webhook.Id, default))!.OpenUntil));
        Assert.Empty(await Store.ReadDueAsync(webhook.Id, fixture.Clock.NowMs, 10, default));
        Assert.Equal(2, (await Store.ListDeliveriesAsync(webhook.Id, null, null, 10, default)).Count);
        Assert.Equal(delivery.Id, Assert.Single(await Store.ListDeliveriesAsync(webhook.Id, null, null, 10, default), one => one.Source == "a").Id);

        Assert.Null(await Store.ReplayAsync(await fixture.NewTenantAsync(), webhook.Id, delivery.Id, fixture.Clock.NowMs, default));
        var replayed = await Store.ReplayAsync(tenant, webhook.Id, delivery.Id, fixture.Clock.NowMs, default);
        Assert.Equal((DeliveryStatus.Pending, 0), (replayed!.Status, replayed.Attempts));
        Assert.Equal(0, (await Store.FindAsync(webhook.Id, default))!.OpenUntil);

        // What was under way before the replay notes nothing any more.
        await Store.SaveAttemptAsync(due[0] with { Status = DeliveryStatus.Failed }, 0, 0, default);
        Assert.Equal("a", Assert.Single(await Store.ReadDueAsync(webhook.Id, fixture.Clock.NowMs, 10, default)).Source);
    }

    [Fact]
    public async Task What_is_over_goes_after_its_time()
    {
        var webhook = New(await fixture.NewTenantAsync());
        await Store.CreateAsync(webhook, 3, default);
        await Store.AddAsync([Delivery(webhook, "a"), Delivery(webhook, "b")], default);
        var due = await Store.ReadDueAsync(webhook.Id, fixture.Clock.NowMs, 10, default);
        await Store.SaveAttemptAsync(due[0] with { Status = DeliveryStatus.Failed }, 0, 0, default);
        await Store.DeleteOldAsync(fixture.Clock.NowMs + 1, default);
        Assert.Equal("b", Assert.Single(await Store.ListDeliveriesAsync(webhook.Id, null, null, 10, default)).Source);
    }

    [Fact]
    public async Task Two_that_follow_a_conversation_move_on_once()
    {
        var tenant = await fixture.NewTenantAsync();
        var webhook = New(tenant);
        await Store.CreateAsync(webhook, 3, default);
        var conversation = await fixture.AddDirectAsync(tenant, (await fixture.AddPersonAsync(tenant)).Id, (await fixture.AddPersonAsync(tenant)).Id);
        var mark = new FollowedConversation(webhook, conversation, 0, 0, IsNew: true);
        Assert.True(await Store.AdvanceAsync(mark, 3, 2, [Delivery(webhook, "a")], default));
        Assert.False(await Store.AdvanceAsync(mark, 3, 2, [Delivery(webhook, "x")], default));
        var next = mark with { Rev = 3, Seq = 2, IsNew = false };
        Assert.True(await Store.AdvanceAsync(next, 5, 4, [Delivery(webhook, "b")], default));
        Assert.False(await Store.AdvanceAsync(next, 5, 4, [Delivery(webhook, "x")], default));
        Assert.Equal(["a", "b"], (await Store.ReadDueAsync(webhook.Id, fixture.Clock.NowMs, 10, default)).Select(one => one.Source));
    }

    [Fact]
    public async Task Who_asks_for_messages_later_hears_of_what_is_said_from_then_on()
    {
        await using var world = await ChatWorld.CreateAsync(fixture);
        var webhook = New(world.Tenant) with { Events = WebhookEvents.UserCreated };
        await Store.CreateAsync(webhook, 3, default);
        var (person, other) = (await world.PersonAsync(), await world.PersonAsync());
        var conversation = (await world.DirectAsync(person, other)).Id;
        await world.RunAsync(ChatWorld.Send(conversation, person, "before"));
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await ChangeAsync(webhook, one => one with { Events = WebhookEvents.MessageCreated });
        Assert.Empty(await Store.FindBehindAsync([conversation], default));

        await world.RunAsync(ChatWorld.Send(conversation, person, "after"));
        var behind = Assert.Single(await Store.FindBehindAsync([conversation], default));
        Assert.Equal((1L, 1L), (behind.Rev, behind.Seq));
        await Store.AdvanceAsync(behind, 2, 2, [], default);

        // Switched off it misses what is said, and goes on with what follows.
        await ChangeAsync(webhook, one => one with { IsActive = false });
        await world.RunAsync(ChatWorld.Send(conversation, person, "missed"));
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await ChangeAsync(webhook, one => one with { IsActive = true });
        Assert.Empty(await Store.FindBehindAsync([conversation], default));
    }

    [Fact]
    public async Task An_event_is_kept_where_somebody_asked_for_it_and_nowhere_else()
    {
        var (tenant, silent) = (await fixture.NewTenantAsync(), await fixture.NewTenantAsync());
        await Store.CreateAsync(New(tenant), 3, default);
        var heard = await fixture.AddPersonAsync(tenant);
        await fixture.AddPersonAsync(silent);
        var jobs = await fixture.Stores.Jobs.ListAsync(new JobFilter { Kind = EventJob.Kind }, null, 100, default);
        Assert.Contains(jobs, job => job.TenantId == tenant && job.Payload.Contains(heard.Id.ToString(), StringComparison.Ordinal));
        Assert.DoesNotContain(jobs, job => job.TenantId == silent);
    }

    private Task<Webhook?> ChangeAsync(Webhook webhook, Func<Webhook, Webhook> change) =>
        Store.UpdateAsync(webhook.TenantId, webhook.Id, one => change(one) with { UpdatedAt = fixture.Clock.NowMs }, default);

    private Webhook New(TenantId tenant) => new()
    {
        Id = new WebhookId(fixture.Ids.Next()),
        TenantId = tenant,
        Name = "a",
        Url = "https://example.com/",
        Events = WebhookEvents.UserCreated | WebhookEvents.MessageCreated,
        Secret = [1, 2, 3],
        CreatedAt = fixture.Clock.NowMs,
        UpdatedAt = fixture.Clock.NowMs,
    };

    private WebhookDelivery Delivery(Webhook webhook, string source) => new()
    {
        Id = new DeliveryId(fixture.Ids.Next()),
        WebhookId = webhook.Id,
        Event = WebhookEvents.UserCreated,
        Source = source,
        Body = "{}",
        CreatedAt = fixture.Clock.NowMs,
    };
}
