using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;

namespace Parley.Host.Demo;

/// <summary>What is on offer in the demo: the same at every start, so that nothing here draws lots.</summary>
internal static class DemoGoods
{
    /// <summary>How many services each provider has.</summary>
    public const int PerProvider = 10;

    // Evenly around a point, however many there are.
    private const double GoldenAngle = 2.399963;

    private static readonly (string Category, DemoKind[] Kinds)[] Trades =
    [
        ("家政",
        [
            new("家庭保洁", "Home cleaning", 129, ("日常", "weekly")), new("深度保洁", "Deep cleaning", 320, ("两人一组", "team of two")),
            new("擦玻璃", "Window cleaning", 150, ("高层可做", "high floors")), new("收纳整理", "Tidying and storage", 260, ("换季", "seasonal")),
            new("月嫂服务", "Newborn care", 580, ("持证", "certified")),
        ]),
        ("维修",
        [
            new("空调清洗", "Air conditioner cleaning", 149, ("拆洗", "thorough")), new("水管维修", "Plumbing", 180, ("当天上门", "same day")),
            new("家电维修", "Appliance repair", 160, ("保修三个月", "three months' warranty")), new("开锁换锁", "Locksmith", 200, ("公安备案", "registered")),
            new("墙面修补", "Wall repair", 240, ("环保漆", "low odour")),
        ]),
        ("配送",
        [
            new("同城急送", "City courier", 28, ("一小时达", "within the hour")), new("生鲜代买", "Grocery run", 25, ("早市", "morning market")),
            new("药品代送", "Pharmacy run", 30, ("夜间可送", "at night too")), new("小件搬运", "Small moves", 160, ("含面包车", "with a van")),
            new("搬家", "Moving house", 480, ("含打包", "packing included")),
        ]),
        ("教育",
        [
            new("钢琴课", "Piano lessons", 220, ("考级", "exams")), new("英语陪练", "English conversation", 160, ("外教", "native speaker")),
            new("小学数学", "Primary school maths", 150, ("一对一", "one to one")), new("书法课", "Calligraphy", 180, ("零基础", "beginners")),
            new("编程启蒙", "First steps in coding", 200, ("少儿", "children")),
        ]),
        ("医疗",
        [
            new("上门护理", "Home nursing", 260, ("执业护士", "licensed nurse")), new("康复理疗", "Physiotherapy", 300, ("术后", "after surgery")),
            new("陪诊服务", "Hospital companion", 240, ("全程陪同", "all the way")), new("中医推拿", "Tuina massage", 220, ("肩颈", "neck and shoulders")),
            new("血压随访", "Blood pressure visits", 80, ("老人", "for the elderly")),
        ]),
        ("美容",
        [
            new("上门美甲", "Manicure at home", 168, ("多款可选", "many styles")), new("美发造型", "Hair styling", 180, ("剪烫染", "cut and colour")),
            new("日常化妆", "Make-up", 260, ("约会", "evening")), new("皮肤护理", "Skin care", 280, ("补水", "hydrating")),
            new("婚礼妆", "Bridal make-up", 880, ("含试妆", "trial included")),
        ]),
        ("其他",
        [
            new("宠物寄养", "Pet boarding", 90, ("家庭环境", "family home")), new("遛狗", "Dog walking", 45, ("按次", "each walk")),
            new("摄影跟拍", "Photo session", 480, ("精修九张", "nine retouched")), new("活动策划", "Event planning", 680, ("生日会", "birthdays")),
            new("二手回收", "Second-hand pick-up", 35, ("旧书", "books")),
        ]),
    ];

    /// <summary>What a provider offers: five kinds each of two trades, around the middle of its district.</summary>
    /// <param name="categories">The configured; where they are others, the trades go by those.</param>
    public static IEnumerable<ServicePatch> Of(DemoProvider provider, IReadOnlyList<string> categories)
    {
        for (var at = 0; at < PerProvider; at++)
        {
            var trade = (provider.Number + (at % 2 * 3)) % Trades.Length;
            var (category, kinds) = Trades[trade];
            var kind = kinds[at / 2];
            yield return Describe(provider, kind, at) with
            {
                Category = categories.Contains(category, StringComparer.Ordinal) ? category : categories[trade % categories.Count],
                Price = Math.Round(kind.Price * (0.9m + (0.05m * ((provider.Number + at) % 5)))),
                Location = PlaceOf(provider, at),
            };
        }
    }

    private static ServicePatch Describe(DemoProvider provider, DemoKind kind, int at)
    {
        var (district, seven) = (provider.District, at % 3 == 0);
        string[] tags = provider.IsEnglish ? [kind.Tags.English, seven ? "all week" : "English spoken"] : [kind.Tags.Chinese, seven ? "全周可约" : "上门服务"];
        return new ServicePatch
        {
            Name = provider.IsEnglish ? kind.English : kind.Chinese,
            Description = provider.IsEnglish
                ? $"{kind.English} by {provider.DisplayName}, in {district.English} and around. We bring what is needed."
                : $"{provider.DisplayName}，{district.Chinese}及周边上门，工具自带，满意后付款。",
            Address = provider.IsEnglish ? district.English : district.Chinese,
            Tags = new(true, tags),
        };
    }

    private static GeoPoint PlaceOf(DemoProvider provider, int at)
    {
        var (middle, turn) = (provider.District.Middle, ((provider.Number * PerProvider) + at) * GoldenAngle);
        var away = 0.004 + (0.002 * (((provider.Number * 7) + (at * 3)) % 10)); // degrees: half a kilometre to two and a half
        var longitude = middle.Longitude + (away * Math.Sin(turn) / Math.Cos(double.DegreesToRadians(middle.Latitude)));
        return new GeoPoint(Math.Round(middle.Latitude + (away * Math.Cos(turn)), 4), Math.Round(longitude, 4));
    }
}
