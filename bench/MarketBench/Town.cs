using Parley.Accounts;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;

namespace Parley.MarketBench;

/// <summary>
/// Two cities of people who order as people may: what their kind of household needs, rather near than far, rather good than bad, some services far more known
/// than others, and one order in seven for no reason that anybody could know.
/// </summary>
internal sealed class Town
{
    private const int Providers = 60;
    private const double HalfwayKm = 6;

    private static readonly GeoPoint[] Cities = [new(39.9042, 116.4074), new(31.2304, 121.4737)];

    private readonly Draws _draws;
    private readonly (ServiceListing Service, string Kind, double Pull)[] _offers;

    private Town(Draws draws, (ServiceListing Service, string Kind, double Pull)[] offers) => (_draws, _offers) = (draws, offers);

    public IEnumerable<ServiceListing> Services => _offers.Select(offer => offer.Service);

    public static async Task<Town> BuildAsync(World world, Options options)
    {
        var draws = new Draws(options.Seed);
        var providers = await world.AddPeopleAsync(Providers, Role.Provider);
        var offers = new (ServiceListing Service, string Kind, double Pull)[options.Services];
        for (var at = 0; at < offers.Length; at++)
        {
            var (category, kind) = Household.Kinds[draws.Below(Household.Kinds.Length)];
            var place = draws.Around(Cities[at % Cities.Length], 9);
            var service = world.Service(providers[at % providers.Length].Id, kind, category, 30 + draws.Below(400), place, kind);
            offers[at] = (service, kind, Math.Exp(draws.Normal(0.9))); // a few are known to everybody, most to hardly anybody
        }

        await world.AddServicesAsync([.. offers.Select(offer => offer.Service)]);
        return new Town(draws, offers);
    }

    public async Task<Shopper[]> FillAsync(World world, int customers)
    {
        var people = await world.AddPeopleAsync(customers, Role.Customer);
        var shoppers = new Shopper[people.Length];
        for (var at = 0; at < people.Length; at++)
        {
            var household = Household.All[_draws.Among([.. Household.All.Select(one => one.Share)])];
            var home = _draws.Around(Cities[at % Cities.Length], 7);
            var weights = _offers.Select(offer => Pull(offer, household, home)).ToArray();
            var orders = new List<(ServiceListing, int)>();
            for (var left = 3 + _draws.Below(8); left > 0; left--)
            {
                var chosen = _draws.Happens(0.15) ? _draws.Below(_offers.Length) : _draws.Among(weights);
                var stars = _draws.Happens(0.5) ? Math.Clamp(4 + (int)Math.Round(_draws.Normal(0.8) + Math.Log(_offers[chosen].Pull)), 1, 5) : 0;
                orders.Add((_offers[chosen].Service, stars));
            }

            shoppers[at] = new Shopper(people[at], home, orders);
        }

        return shoppers;
    }

    private static double Pull((ServiceListing Service, string Kind, double Pull) offer, Household household, GeoPoint home)
    {
        var far = home.DistanceKm(offer.Service.Location);
        return household.Needs.GetValueOrDefault(offer.Kind, 0.1) * offer.Pull / (1 + Math.Pow(far / HalfwayKm, 2));
    }
}
