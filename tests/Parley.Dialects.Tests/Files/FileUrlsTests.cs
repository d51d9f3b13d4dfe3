using Parley.Dialects.Files;
using Parley.Files;
using Parley.Primitives;

namespace Parley.Dialects.Tests.Files;

public sealed class FileUrlsTests
{
    private static readonly StoredFile Stored = new()
    {
        Id = new FileId(77),
        TenantId = new TenantId(1),
        OwnerId = new UserId(2),
        Name = "a.txt",
        ContentType = "text/plain",
        Kind = FileKind.Other,
        Size = 1,
        Sha256 = "",
        CreatedAt = 0,
    };

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("https://chat.example.com")]
    [InlineData("HTTPS://chat.example.com")]
    public void What_was_told_is_read_back_whatever_host_a_client_put_before_it(string host)
    {
        var url = host + Urls().Of(Stored);
        AssertOurs(Urls(), url);
        AssertOurs(Urls(), url + "#top");
        AssertOurs(Urls(), url.Replace("/api/v1/", "/api/chat/", StringComparison.Ordinal));
    }

    [Fact]
    public void A_link_that_has_ended_names_its_file_still()
    {
        var url = "http://a" + Urls().Of(Stored);
        var later = new FileUrls(Signer(new LateClock(TimeSpan.FromDays(30))), Options(""));
        AssertOurs(later, url);
    }

    [Fact]
    public void A_host_that_is_not_the_configured_one_needs_our_signature()
    {
        const string Public = "https://chat.example.com";
        var url = Urls(Public).Of(Stored);
        AssertOurs(Urls(Public), url);
        AssertOurs(Urls(Public), url.Split('?')[0]);
        AssertOurs(Urls(Public), url.Replace("https://chat.", "http://other.", StringComparison.Ordinal));
        Assert.False(Urls(Public).TryRead(url.Replace("chat.", "other.", StringComparison.Ordinal).Split('?')[0], out _));
    }

    [Theory]
    [InlineData("signature=", "signature=A")]
    [InlineData("?t=1", "?t=2")]
    [InlineData("&m=0", "&m=1")]
    [InlineData("&m=0", "")]
    [InlineData("/api/v1/files/", "/files/")]
    [InlineData("/api/v1/files/", "/evil/api/v1/files/")]
    [InlineData("https://", "ftp://")]
    [InlineData("https://", "//")]
    [InlineData("?", "#")]
    public void An_address_elsewhere_that_only_looks_like_ours_is_none(string part, string other)
    {
        var url = ("https://evil.example" + Urls().Of(Stored)).Replace(part, other, StringComparison.Ordinal);
        Assert.False(Urls().TryRead(url, out var file));
        Assert.True(file.IsNone);
    }

    [Theory]
    [InlineData("https://")]
    [InlineData("http://a")]
    [InlineData("https://a/api/files/?signature=x")]
    [InlineData("https://a/api/v1/files/77?signature=&signature=x&t=99999999999999999999")]
    public void Nonsense_is_elsewhere(string url) => Assert.False(Urls().TryRead(url, out _));

    private static void AssertOurs(FileUrls urls, string url)
    {
        Assert.True(urls.TryRead(url, out var file));
        Assert.Equal(Stored.Id, file);
    }

    private static FileUrls Urls(string publicUrl = "") => new(Signer(TimeProvider.System), Options(publicUrl));

    private static FileLinkSigner Signer(TimeProvider clock) => new(new byte[32], Options(""), clock);

    private static FilesOptions Options(string publicUrl) => new() { Path = "", PublicUrl = publicUrl, LinkLife = TimeSpan.FromHours(8) };

    private sealed class LateClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow() + ahead;
    }
}
