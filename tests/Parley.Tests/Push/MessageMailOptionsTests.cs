using Parley.Configuration;
using Parley.Push;

namespace Parley.Tests.Push;

public sealed class MessageMailOptionsTests
{
    [Fact]
    public void A_job_names_a_person_and_nothing_else()
    {
        var job = new MessageMailJob(new Parley.Primitives.UserId(77));
        Assert.Equal(job, MessageMailJob.Of(job.ToPayload()));
        Assert.Null(MessageMailJob.Of("77 8"));
    }

    [Fact]
    public void The_times_are_minutes_and_hours_unless_set()
    {
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromHours(4)), Of(MessageMailOptions.Read(Settings.None)));
        var set = Settings.None.With(new Dictionary<string, string>(StringComparer.Ordinal) { ["Mail:Messages:Wait"] = "10m", ["Mail:Messages:Interval"] = "1d" });
        Assert.Equal((TimeSpan.FromMinutes(10), TimeSpan.FromDays(1)), Of(MessageMailOptions.Read(set)));
        var wrong = Settings.None.With(new Dictionary<string, string>(StringComparer.Ordinal) { ["Mail:Messages:Wait"] = "2d" });
        Assert.Contains("Mail:Messages:Wait", Assert.Throws<SettingException>(() => MessageMailOptions.Read(wrong)).Message, StringComparison.Ordinal);
    }

    private static (TimeSpan Wait, TimeSpan Interval) Of(MessageMailOptions options) => (options.Wait, options.Interval);
}
