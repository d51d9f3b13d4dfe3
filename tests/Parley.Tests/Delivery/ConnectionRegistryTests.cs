using Parley.Accounts;
using Parley.Delivery;
using Parley.Primitives;

namespace Parley.Tests.Delivery;

public sealed class ConnectionRegistryTests
{
    private readonly ConnectionRegistry _registry = new(new DeliveryOptions());

    [Fact]
    public void A_fourth_connection_replaces_the_oldest()
    {
        var connections = Enumerable.Range(0, 4).Select(_ => NewConnection(1)).ToArray();
        Assert.All(connections[..3], connection => Assert.Empty(_registry.Add(connection)));
        Assert.Same(connections[0], Assert.Single(_registry.Add(connections[3])));
        Assert.Equal(connections[1..], _registry.Of(new UserId(1)));
        Assert.Equal(3, _registry.Count);
        Assert.False(_registry.Remove(connections[0]));
        Assert.Equal(3, _registry.Count);
    }

    [Fact]
    public void What_one_carrier_carries_counts_as_one()
    {
        var (first, second, third) = ("one", "two", new object());
        Assert.All([first, second, "one", third, "two", "one", third], carrier => Assert.Empty(_registry.Add(NewConnection(1, carrier))));
        Assert.Equal((7, 1), (_registry.Count, _registry.UserCount));
        Assert.Empty(_registry.Add(NewConnection(2, first))); // somebody else's
    }

    [Fact]
    public void A_fourth_carrier_replaces_all_of_the_oldest_one()
    {
        Connection[] connections = [.. new[] { "one", "two", "one", "three", "two" }.Select(carrier => NewConnection(1, carrier))];
        Assert.All(connections, connection => Assert.Empty(_registry.Add(connection)));
        var fourth = NewConnection(1, "four");
        Assert.Equal([connections[0], connections[2]], _registry.Add(fourth));
        Assert.Equal([connections[1], connections[3], connections[4], fourth], _registry.Of(new UserId(1)));
        Assert.Equal(4, _registry.Count);
        Assert.False(_registry.Remove(connections[2]));

        Assert.True(_registry.Remove(connections[3]));
        Assert.Empty(_registry.Add(NewConnection(1, "five")));
        Assert.Equal([connections[1], connections[4]], _registry.Add(NewConnection(1, "six")));
    }

    [Fact]
    public void The_last_one_leaves_nothing_behind()
    {
        var connection = NewConnection(1);
        _registry.Add(connection);
        Assert.True(_registry.Remove(connection));
        Assert.False(_registry.IsConnected(new UserId(1)));
        Assert.Equal((0, 0), (_registry.Count, _registry.UserCount));
    }

    [Fact]
    public async Task Any_number_may_come_and_go_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(() =>
        {
            var random = new Random(worker);
            for (var i = 0; i < 5000; i++)
            {
                var connection = NewConnection(random.Next(1, 4));
                _registry.Add(connection);
                Assert.InRange(_registry.Of(connection.Account.Id).Count, 0, 3);
                _registry.Remove(connection);
            }
        })));
        Assert.Equal((0, 0), (_registry.Count, _registry.UserCount));
    }

    private static RecordingConnection NewConnection(long user, object? carrier = null) => new(
        new Account { Id = new(user), TenantId = new(1), Username = "u", DisplayName = "U", Role = Role.Customer }, "phone", new LineDialect(), carrier);
}
