using Parley.Marketplace.Matching;

namespace Parley.Host.Demo;

/// <summary>A part of one of the demo's two cities.</summary>
/// <param name="Chinese">Its name.</param>
/// <param name="English">The same.</param>
/// <param name="Middle">About where it is.</param>
internal sealed record DemoDistrict(string Chinese, string English, GeoPoint Middle)
{
    /// <summary>Of Beijing, then of Shanghai; as many of each.</summary>
    public static readonly DemoDistrict[][] Cities =
    [
        [
            new("北京市东城区", "Dongcheng, Beijing", new(39.9042, 116.4074)), new("北京市西城区", "Xicheng, Beijing", new(39.9123, 116.3660)),
            new("北京市朝阳区", "Chaoyang, Beijing", new(39.9219, 116.4635)), new("北京市海淀区", "Haidian, Beijing", new(39.9593, 116.2985)),
            new("北京市丰台区", "Fengtai, Beijing", new(39.8585, 116.2867)),
        ],
        [
            new("上海市黄浦区", "Huangpu, Shanghai", new(31.2304, 121.4737)), new("上海市静安区", "Jing'an, Shanghai", new(31.2290, 121.4480)),
            new("上海市徐汇区", "Xuhui, Shanghai", new(31.1885, 121.4365)), new("上海市长宁区", "Changning, Shanghai", new(31.2204, 121.4246)),
            new("上海市浦东新区", "Pudong, Shanghai", new(31.2215, 121.5447)),
        ],
    ];
}
