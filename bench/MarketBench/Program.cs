using Parley.MarketBench;

// recommend: how often the recommender guesses what somebody orders next, beside what is most popular.
// nearby: fills a database with services and asks its store for those near; nearby-http: asks a server over it.
var options = Options.Parse(args);
switch (options.Mode)
{
    case "recommend":
        await Recommending.RunAsync(options);
        return 0;
    case "nearby":
        await NearbyStore.RunAsync(options);
        return 0;
    case "nearby-http":
        await NearbyHttp.RunAsync(options);
        return 0;
    default:
        Console.Error.WriteLine("recommend | nearby | nearby-http, then --database, --services, --customers, --calls, --seed, --url, --users");
        return 2;
}
