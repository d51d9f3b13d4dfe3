using Microsoft.AspNetCore.Routing;

namespace Parley.Dialects.Market.Admin;

/// <summary>What those do under <c>/api/admin</c> who look after a tenant, in Market's envelope.</summary>
public static class OperatorRoutes
{
    /// <summary>Maps the routes.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder app)
    {
        AnnouncementRoutes.Map(app);
        EmergencyCallRoutes.Map(app);
        DisputeRoutes.Map(app);
        RoomRoutes.Map(app);
        PersonRoutes.Map(app);
        ReportRoutes.Map(app);
        HitRoutes.Map(app);
        BanRoutes.Map(app);
        OwnBanRoutes.Map(app);
        WordRoutes.Map(app);
        AdminWebhookRoutes.Map(app);
        AdminPaymentRoutes.Map(app);
        SettingRoutes.Map(app);
        AuditRoutes.Map(app);
        JobRoutes.Map(app);
        StatisticsRoutes.Map(app);
    }
}
