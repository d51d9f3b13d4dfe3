using Parley.Integrations.Webhooks;
using Parley.Primitives;

namespace Parley.Integrations.Tests.Webhooks;

public sealed class TenantPlacesTests
{
    [Fact]
    public void One_tenant_takes_its_own_and_no_other_ones()
    {
        var (places, slow, other) = (new TenantPlaces(2), new TenantId(1), new TenantId(2));
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(_ => places.TryTake(slow)));
        Assert.True(places.TryTake(other));
        places.GiveBack(slow);
        Assert.True(places.TryTake(slow));
        Assert.False(places.TryTake(slow));
    }
}
