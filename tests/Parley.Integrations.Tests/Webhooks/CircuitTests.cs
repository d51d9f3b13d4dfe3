using Parley.Integrations.Webhooks;
using Parley.Primitives;
using Parley.Webhooks;

namespace Parley.Integrations.Tests.Webhooks;

public sealed class CircuitTests
{
    private static readonly WebhooksOptions Options = new() { CircuitFailures = 3, CircuitPause = TimeSpan.FromSeconds(30) };

    [Fact]
    public void It_opens_after_failures_in_a_row_each_further_one_for_twice_as_long_up_to_half_an_hour()
    {
        var circuit = Of(failures: 0);
        List<long> pauses = [];
        for (var i = 0; i < 14; i++)
            pauses.Add(circuit.Note(isOk: false, now: 1000) is { OpenUntil: > 0 and var until } ? (until - 1000) / 1000 : 0);
        Assert.Equal([0, 0, 30, 60, 120, 240, 480, 960, 1800, 1800, 1800, 1800, 1800, 1800], pauses);
        Assert.True(circuit.IsOpenAt(1000));
        Assert.False(circuit.IsOpenAt(1000 + 1_800_000));
    }

    [Fact]
    public void Half_open_it_lets_one_through_at_a_time_until_one_gets_through()
    {
        var circuit = Of(failures: 3);
        Assert.Equal(1, circuit.Width);
        Assert.Equal((0, 0L), circuit.Note(isOk: true, now: 5));
        Assert.Equal(4, circuit.Width);
        Assert.False(circuit.IsOpenAt(5));
    }

    [Fact]
    public void A_success_in_between_begins_the_count_anew()
    {
        var circuit = Of(failures: 2);
        circuit.Note(isOk: true, now: 1);
        circuit.Note(isOk: false, now: 1);
        Assert.Equal((2, 0L), circuit.Note(isOk: false, now: 1));
    }

    private static Circuit Of(int failures) => new(
        new Webhook { Id = new WebhookId(1), TenantId = new TenantId(1), Name = "x", Url = "https://example.com/", Events = WebhookEvents.OrderCreated, Secret = [], Failures = failures, CreatedAt = 0, UpdatedAt = 0 },
        Options);
}
