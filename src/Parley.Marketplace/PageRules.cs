using Parley.Accounts;
using Parley.Primitives;

namespace Parley.Marketplace;

/// <summary>Which pages may be asked for.</summary>
internal static class PageRules
{
    private const int LargestPage = 100;
    private const int DeepestPage = 1_000;

    public static Refusal? Judge(int page, int limit)
    {
        if (page is < 1 or > DeepestPage)
            return FieldRules.Invalid("page", DeepestPage);
        return limit is < 1 or > LargestPage ? FieldRules.Invalid("limit", LargestPage) : null;
    }
}
