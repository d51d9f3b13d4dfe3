namespace Parley.MarketBench;

/// <summary>A kind of household, and what it needs: kinds of services by how much.</summary>
/// <param name="Share">How many are such.</param>
/// <param name="Needs">By kind.</param>
internal sealed record Household(double Share, IReadOnlyDictionary<string, double> Needs)
{
    /// <summary>Kinds of services, by category. What goes together in a household does so across categories.</summary>
    public static readonly (string Category, string Kind)[] Kinds =
    [
        ("家政", "家庭保洁"), ("家政", "月嫂服务"), ("家政", "收纳整理"), ("维修", "空调清洗"), ("维修", "水管维修"), ("维修", "开锁换锁"),
        ("配送", "生鲜代买"), ("配送", "搬家"), ("配送", "同城急送"), ("教育", "钢琴课"), ("教育", "小学数学"), ("教育", "英语陪练"),
        ("医疗", "上门护理"), ("医疗", "康复理疗"), ("医疗", "陪诊服务"), ("美容", "上门美甲"), ("美容", "美发造型"), ("美容", "婚礼妆"),
        ("其他", "宠物寄养"), ("其他", "遛狗"), ("其他", "摄影跟拍"),
    ];

    /// <summary>Families, the young, the old, those who move, keepers of animals, bridal couples.</summary>
    public static readonly Household[] All =
    [
        new(0.30, Of(("家庭保洁", 3), ("月嫂服务", 2), ("小学数学", 3), ("钢琴课", 2), ("英语陪练", 2), ("生鲜代买", 2), ("空调清洗", 1))),
        new(0.25, Of(("上门美甲", 3), ("美发造型", 2), ("同城急送", 2), ("家庭保洁", 2), ("英语陪练", 1), ("收纳整理", 1))),
        new(0.18, Of(("上门护理", 3), ("康复理疗", 3), ("陪诊服务", 3), ("生鲜代买", 2), ("家庭保洁", 1), ("水管维修", 1))),
        new(0.12, Of(("搬家", 3), ("收纳整理", 2), ("开锁换锁", 2), ("水管维修", 2), ("空调清洗", 2), ("家庭保洁", 2))),
        new(0.10, Of(("宠物寄养", 3), ("遛狗", 3), ("家庭保洁", 2), ("同城急送", 1))),
        new(0.05, Of(("婚礼妆", 3), ("摄影跟拍", 3), ("美发造型", 2), ("上门美甲", 2), ("搬家", 1))),
    ];

    private static Dictionary<string, double> Of(params (string Kind, double Weight)[] needs) =>
        needs.ToDictionary(need => need.Kind, need => need.Weight, StringComparer.Ordinal);
}
