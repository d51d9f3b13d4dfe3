using Microsoft.AspNetCore.Http;
using Parley.Dialects.Errors;
using Parley.Dialects.Identity;
using Parley.Dialects.Rest;
using Parley.Dialects.Rooms.Wire;
using Parley.Moderation;

namespace Parley.Dialects.Rooms.Rest;

/// <summary><c>POST /api/chat/reports</c> (document 002, 4.2 and 6.3). What comes of it is nobody's to know but the operator's.</summary>
internal static class ReportRoute
{
    public static async Task<IResult> FileAsync(HttpContext http, Reports reports, CancellationToken cancel)
    {
        var (body, refusal) = await Answers.BodyAsync(http, RoomsJson.Default.RoomsReportBody);
        if (body is null)
            return refusal!;
        if (body.TargetUserId.IsMissing)
            return Answers.Missing("target_user_id");
        if (body.Reason is null)
            return Answers.Missing("reason");
        var filed = await reports.FileAsync(
            http.Caller().Account, body.TargetUserId.User, body.MessageId.IsMissing ? null : body.MessageId.Message, body.Reason, body.Detail, cancel);
        return filed.IsOk
            ? RoomsResults.Ok(
                RoomsReport.Of(filed.Value.Report),
                RoomsJson.Wire.RoomsEnvelopeRoomsReport,
                filed.Value.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK)
            : filed.Refusal.ToResult();
    }
}
