namespace Parley.Storage.Privacy;

/// <summary>Where things lie that are known of a person, a statement each: the first column is the cursor, <c>x__y</c> is <c>x</c> sealed as <c>y</c>.</summary>
internal static class PersonalSections
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["profile"] = """
            SELECT id, username, display_name, avatar_url, real_name, external_user_id, phone AS phone__phone, email AS email__email,
                wechat_openid AS wechat_openid__wechat_openid, latitude, longitude, preferences, created_at
            FROM users WHERE id = @user AND id > @after
            """,
        ["sessions"] = "SELECT id, created_at, rotated_at, expires_at, revoked_at FROM sessions WHERE user_id = @user AND id > @after",
        ["signIns"] = """
            SELECT id, at, CASE action WHEN 1 THEN 'signedIn' WHEN 2 THEN 'signInFailed' ELSE 'passwordChanged' END AS action, address
            FROM audit_log WHERE actor_id = @user AND action IN (1, 2, 3) AND id > @after
            """,
        ["devices"] = "SELECT max(moved_at) AS last_used_at, device FROM device_positions WHERE user_id = @user GROUP BY device HAVING max(moved_at) > @after",
        ["bans"] = """
            SELECT id, device, reason, created_at, until, lifted_at, lift_reason, appeal, appealed_at FROM bans WHERE user_id = @user AND id > @after
            """,
        ["conversations"] = """
            SELECT c.id, c.kind, c.title, c.order_id, p.role, p.joined_at, p.left_at
            FROM participants p JOIN conversations c ON c.id = p.conversation_id WHERE p.user_id = @user AND c.id > @after
            """,
        ["contactGroups"] = "SELECT id, name, color, created_at FROM contact_groups WHERE user_id = @user AND id > @after",
        ["contacts"] = """
            SELECT id, name, contact_user_id, phone AS phone__contact_phone, email AS email__contact_email, id_card AS id_card__contact_id_card, description, created_at
            FROM contacts WHERE user_id = @user AND id > @after
            """,
        ["friends"] = "SELECT friend_id, status, created_at FROM friendships WHERE user_id = @user AND friend_id > @after",
        ["blocked"] = "SELECT blocked_id, created_at FROM blocks WHERE blocker_id = @user AND blocked_id > @after",
        ["files"] = "SELECT id, name, content_type, size, created_at FROM files WHERE owner_id = @user AND state <> 2 AND id > @after",
        ["notifications"] = "SELECT id, title, content, created_at, read_at FROM notifications WHERE user_id = @user AND id > @after",
        ["services"] = "SELECT id, name, description, category, price, currency, address, latitude, longitude, created_at FROM services WHERE provider_id = @user AND id > @after",
        ["ordersAsCustomer"] = """
            SELECT id, order_number, service_name, details, total, currency, scheduled_at, completed_at, customer_address, customer_latitude, customer_longitude, notes, created_at
            FROM orders WHERE customer_id = @user AND id > @after
            """,
        ["ordersAsProvider"] = "SELECT id, order_number, service_name, total, currency, completed_at, provider_address, created_at FROM orders WHERE provider_id = @user AND id > @after",
        ["orderSteps"] = """
            SELECT t.at, t.order_id, t.action, t.note
            FROM orders o JOIN order_transitions t ON t.order_id = o.id WHERE (o.customer_id = @user OR o.provider_id = @user) AND t.actor_id = @user AND t.at > @after
            """,
        ["payments"] = """
            SELECT p.id, p.order_id, p.gateway, p.amount, p.currency, p.state, p.paid_at, p.refunded_at, p.created_at
            FROM orders o JOIN payments p ON p.order_id = o.id WHERE o.customer_id = @user AND p.id > @after
            """,
        ["reviews"] = """
            SELECT r.id, r.order_id, r.service_id, r.rating, r.comment, r.photos, r.created_at
            FROM orders o JOIN reviews r ON r.order_id = o.id WHERE o.customer_id = @user AND r.id > @after
            """,
        ["reports"] = "SELECT id, target_id, reason, detail, created_at FROM reports WHERE reporter_id = @user AND id > @after",
        ["emergencyCalls"] = "SELECT id, order_id, created_at FROM emergency_calls WHERE caller_id = @user AND id > @after",
    };
}
