using System.Text.Json;
using System.Text.Json.Serialization;
using Parley.Dialects.Market.Accounts;
using Parley.Dialects.Market.Admin;
using Parley.Dialects.Market.Payments;
using Parley.Json;

namespace Parley.Dialects.Market;

/// <summary>Market's JSON, source-generated.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, NumberHandling = JsonNumberHandling.Strict, Converters = [typeof(WireTimeConverter)])]
[JsonSerializable(typeof(ErrorEnvelope))]
[JsonSerializable(typeof(Envelope<Nothing>))]
[JsonSerializable(typeof(Envelope<SignInView>))]
[JsonSerializable(typeof(Envelope<TokenView>))]
[JsonSerializable(typeof(Envelope<MeView>))]
[JsonSerializable(typeof(Envelope<UserView>))]
[JsonSerializable(typeof(Envelope<OrderRoomView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<UserView>>))]
[JsonSerializable(typeof(Envelope<TenantView>))]
[JsonSerializable(typeof(PageEnvelope<TenantView>))]
[JsonSerializable(typeof(Envelope<StandingView>))]
[JsonSerializable(typeof(Envelope<AdminUserView>))]
[JsonSerializable(typeof(RegisterBody))]
[JsonSerializable(typeof(LoginBody))]
[JsonSerializable(typeof(RefreshBody))]
[JsonSerializable(typeof(PasswordBody))]
[JsonSerializable(typeof(WeChatBody))]
[JsonSerializable(typeof(ExternalUserBody))]
[JsonSerializable(typeof(ExternalTokenBody))]
[JsonSerializable(typeof(OrderRoomBody))]
[JsonSerializable(typeof(NewTenantBody))]
[JsonSerializable(typeof(TenantPatchBody))]
[JsonSerializable(typeof(RotateKeyBody))]
[JsonSerializable(typeof(StandingBody))]
[JsonSerializable(typeof(NewUserBody))]
[JsonSerializable(typeof(PatchBody))]
[JsonSerializable(typeof(PayBody))]
[JsonSerializable(typeof(Envelope<PayView>))]
[JsonSerializable(typeof(Envelope<PaymentView>))]
[JsonSerializable(typeof(Envelope<CallbackView>))]
[JsonSerializable(typeof(NoteBody))]
[JsonSerializable(typeof(WordBody))]
[JsonSerializable(typeof(Envelope<ReportView>))]
[JsonSerializable(typeof(PageEnvelope<ReportView>))]
[JsonSerializable(typeof(PageEnvelope<WordView>))]
[JsonSerializable(typeof(PageEnvelope<AuditView>))]
[JsonSerializable(typeof(PageEnvelope<JobView>))]
[JsonSerializable(typeof(Envelope<IReadOnlyList<StatisticsView>>))]
[JsonSerializable(typeof(Envelope<LiveView>))]
[JsonSerializable(typeof(RoleBody))]
[JsonSerializable(typeof(EraseBody))]
[JsonSerializable(typeof(Envelope<ExportView>))]
[JsonSerializable(typeof(Envelope<AdminPersonView>))]
[JsonSerializable(typeof(Envelope<PersonDetail>))]
[JsonSerializable(typeof(PageEnvelope<AdminPersonView>))]
[JsonSerializable(typeof(AnnouncementBody))]
[JsonSerializable(typeof(Envelope<AnnouncementView>))]
[JsonSerializable(typeof(PageEnvelope<AnnouncementView>))]
[JsonSerializable(typeof(Envelope<EmergencyCallView>))]
[JsonSerializable(typeof(PageEnvelope<EmergencyCallView>))]
internal sealed partial class MarketJson : JsonSerializerContext
{
    /// <summary>What goes out: Chinese as it is, since the answer is JSON and never pasted into a page.</summary>
    public static MarketJson Wire => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = PlainJsonEncoder.Instance });
}
