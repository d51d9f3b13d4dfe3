using Parley.Host.Ops;

namespace Parley.Host.Tests.Ops;

public sealed class RedactionTests
{
    [Theory]
    [InlineData("GET http://a/api/im/ws?token=abc&device=d - -", "GET http://a/api/im/ws?… - -")]
    [InlineData("to \"https://b/hook?key=1\" failed", "to \"https://b/hook?…\" failed")]
    [InlineData("x?a=1?b=2 y", "x?… y")]
    [InlineData("'GET /?token=eyJ0eXAiOiJKV1Qi.abc.def HTTP/9.9'", "'GET /?… HTTP/9.9'")]
    [InlineData("16 03 01 eyJ0eXAiOiJKV1Qi.abc.d-f_ end", "16 03 01 … end")]
    public void A_line_loses_queries_and_tokens(string line, string left) => Assert.Equal(left, Redaction.Redact(line));

    [Theory]
    [InlineData("Is it 5 = 5? Yes")]
    [InlineData("User eyJ is called")]
    [InlineData("Retry in 3 s? a = b")]
    [InlineData("")]
    public void Other_lines_stay_as_they_are(string line) => Assert.Equal(line, Redaction.Redact(line));
}
