using Npgsql;

namespace Parley.Storage.Tests;

public sealed class DatabaseUrlTests
{
    [Theory]
    [InlineData("sqlite:data/parley.db")]
    [InlineData("sqlite://data/parley.db")]
    [InlineData("SQLITE:data/parley.db")]
    public void A_sqlite_path_is_taken_from_the_current_folder(string text)
    {
        var url = DatabaseUrl.Parse(text);
        Assert.Equal((DatabaseKind.Sqlite, Path.GetFullPath("data/parley.db")), (url.Kind, url.Target));
    }

    [Fact]
    public void An_absolute_sqlite_path_stays()
    {
        Assert.Equal("/var/lib/parley.db", DatabaseUrl.Parse("sqlite:/var/lib/parley.db").Target);
        Assert.Equal("/var/lib/parley.db", DatabaseUrl.Parse("sqlite:///var/lib/parley.db").Target);
    }

    [Fact]
    public void A_postgres_url_is_read_with_its_escapes_and_parameters()
    {
        var url = DatabaseUrl.Parse("postgres://us%40er:p%3Aa%2Fss@[::1]:6432/my%20db?sslmode=verify-full&Maximum%20Pool%20Size=7");
        var parts = new NpgsqlConnectionStringBuilder(url.Target);

        Assert.Equal(("us@er", "p:a/ss", "::1", 6432, "my db"), (parts.Username, parts.Password, parts.Host, parts.Port, parts.Database));
        Assert.Equal((SslMode.VerifyFull, 7), (parts.SslMode, parts.MaxPoolSize));
        Assert.DoesNotContain("ss@", url.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("p:a", url.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_port_is_5432_unless_named()
    {
        var parts = new NpgsqlConnectionStringBuilder(DatabaseUrl.Parse("postgresql://db.example/chat").Target);
        Assert.Equal(("db.example", 5432, "chat", null), (parts.Host, parts.Port, parts.Database, parts.Username));
    }

    [Fact]
    public void Keywords_may_follow_the_scheme()
    {
        var url = DatabaseUrl.Parse("postgres:Host=/run/postgresql;Database=chat;Password=secret");
        Assert.Equal(DatabaseKind.PostgreSql, url.Kind);
        Assert.DoesNotContain("secret", url.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "must be")]
    [InlineData("mysql://x/y", "must be")]
    [InlineData("sqlite:", "names no file")]
    [InlineData("sqlite::memory:", "forget")]
    [InlineData("postgres://", "names no host")]
    [InlineData("postgres://u:secret@host:port/db", "names no host")]
    [InlineData("postgres://host", "names no database")]
    [InlineData("postgres://u:secret@host/db?colour=red", "'colour'")]
    [InlineData("postgres://u:secret@host/db?sslmode", "'sslmode'")]
    [InlineData("postgres://u:secret@host/db?sslmode=perhaps", "'sslmode'")]
    [InlineData("postgres:Host=x", "Host and Database")]
    [InlineData("postgres:Colour=red", "Colour")]
    public void What_is_wrong_is_named_and_no_password(string text, string hint)
    {
        var fault = Assert.Throws<FormatException>(() => DatabaseUrl.Parse(text));
        Assert.Contains(hint, fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("secret", fault.Message, StringComparison.Ordinal);
    }
}
