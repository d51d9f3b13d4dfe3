using Parley.Files;
using Parley.Primitives;

namespace Parley.Tests.Files;

public sealed class FileLinkSignerTests
{
    private readonly MovableClock _clock = new();
    private readonly FileLinkSigner _signer;

    public FileLinkSignerTests() => _signer = SignerOf(1);

    [Fact]
    public void A_link_is_good_for_as_long_as_it_says()
    {
        var link = _signer.Make(new TenantId(1), new FileId(2), new MessageId(3));
        var signature = _signer.Sign(link);
        Assert.True(_signer.Verify(link, signature));
        _clock.Now = DateTimeOffset.FromUnixTimeSeconds(link.ExpiresAt - 1);
        Assert.True(_signer.Verify(link, signature));
        _clock.Now = DateTimeOffset.FromUnixTimeSeconds(link.ExpiresAt);
        Assert.False(_signer.Verify(link, signature));
        Assert.True(_signer.IsOurs(link, signature));
    }

    [Fact]
    public void Links_made_soon_after_each_other_are_the_same_and_none_is_too_short()
    {
        var links = new HashSet<FileLink>();
        for (var minute = 0; minute < 8 * 60; minute++)
        {
            var link = _signer.Make(new TenantId(1), new FileId(2), default);
            Assert.InRange(link.ExpiresAt - _clock.Now.ToUnixTimeSeconds(), 8 * 3600, 9 * 3600);
            links.Add(link);
            _clock.Now += TimeSpan.FromMinutes(1);
        }

        Assert.InRange(links.Count, 8, 9);
    }

    [Fact]
    public void Whatever_is_changed_it_is_no_link_of_ours()
    {
        var link = _signer.Make(new TenantId(1), new FileId(2), new MessageId(3));
        var signature = _signer.Sign(link);
        FileLink[] changed =
        [
            link with { Tenant = new TenantId(2) }, link with { File = new FileId(3) }, link with { Message = default }, link with { ExpiresAt = link.ExpiresAt + 1 },
            new FileLink(new TenantId(2), new FileId(1), link.Message, link.ExpiresAt),
        ];
        Assert.All(changed, forged => Assert.False(_signer.Verify(forged, signature) || _signer.IsOurs(forged, signature)));
        for (var i = 0; i < signature.Length; i++)
        {
            foreach (var other in "AQgw_-9é ")
                Assert.Equal(signature[i] == other, _signer.Verify(link, signature[..i] + other + signature[(i + 1)..]));
        }

        Assert.All(["", signature + "=", signature[..^1], signature + signature], text => Assert.False(_signer.Verify(link, text)));
        Assert.False(SignerOf(2).Verify(link, signature));
    }

    private FileLinkSigner SignerOf(byte key) =>
        new([.. Enumerable.Repeat(key, 32)], new FilesOptions { Path = "", LinkLife = TimeSpan.FromHours(8) }, _clock);

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
