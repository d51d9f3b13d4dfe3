using System.Text.Json;
using Parley.Configuration;
using Parley.Dialects.Errors;

namespace Parley.Dialects.Market.Admin;

/// <summary>A setting, as operators see it. A secret's value is never shown.</summary>
internal sealed record SettingView(
    string Name, string? Value, string? DefaultValue, string Source, bool Changeable, bool? Secret, string Description, string? Allowed, string? Unit)
{
    public static SettingView Of(ShownSetting setting, Language language) => new(
        setting.Known.Name,
        setting.Value,
        setting.Known.Default,
        JsonNamingPolicy.CamelCase.ConvertName(setting.Source.ToString()),
        setting.Changeable is not null,
        setting.Known.IsSecret ? true : null,
        (language == Language.Chinese ? setting.Changeable?.Chinese : setting.Changeable?.Description) ?? "",
        setting.Known.Allowed,
        setting.Known.IsTime ? "time" : null);
}
