using System.Data.Common;
using Parley.Marketplace;
using Parley.Marketplace.Matching;
using Parley.Marketplace.Services;
using Parley.Primitives;

namespace Parley.Storage.Marketplace;

/// <summary>How services are read and written.</summary>
internal static class ServiceRows
{
    /// <summary>Whether the provider, <c>users u</c>, may act at <c>@now</c>: a ban that ran out is none.</summary>
    public const string ProviderMayAct = "(u.status = 0 OR (u.status = 2 AND u.banned_until <= @now))";

    /// <summary>In the order that <see cref="Read"/> expects, of the table's alias <c>s</c>.</summary>
    public const string Columns = """
        s.id, s.tenant_id, s.provider_id, s.name, s.description, s.category, s.subcategory, s.price, s.currency, s.latitude, s.longitude, s.address,
        s.status, s.images, s.tags, s.rating, s.review_count, s.created_at, s.updated_at, s.order_count
        """;

    public static ServiceListing Read(DbDataReader row) => new()
    {
        Id = new ServiceId(row.GetInt64(0)),
        TenantId = new TenantId(row.GetInt64(1)),
        ProviderId = new UserId(row.GetInt64(2)),
        Name = row.GetString(3),
        Description = row.TextOrNull(4),
        Category = row.GetString(5),
        Subcategory = row.TextOrNull(6),
        Price = new Amount(row.GetInt64(7)),
        Currency = row.GetString(8),
        Location = new GeoPoint(row.GetDouble(9), row.GetDouble(10)),
        Address = row.TextOrNull(11),
        Status = (ServiceStatus)row.GetInt16(12),
        Images = Lines.Split(row.GetString(13)),
        Tags = Lines.Split(row.GetString(14)),
        Rating = row.IsDBNull(15) ? null : row.GetInt16(15) / 100m,
        ReviewCount = row.GetInt32(16),
        CreatedAt = row.GetInt64(17),
        UpdatedAt = row.GetInt64(18),
        OrderCount = row.GetInt64(19),
    };

    public static ValueTask<int> InsertAsync(SqlScope sql, ServiceListing listing) => sql.ExecuteAsync(
        """
        INSERT INTO services (id, tenant_id, provider_id, created_at, name, description, category, subcategory, price, currency,
            latitude, longitude, address, x, y, z, fine_cell, coarse_cell, status, images, tags, updated_at)
        VALUES (@id, @tenant, @provider, @created, @name, @description, @category, @subcategory, @price, @currency,
            @latitude, @longitude, @address, @x, @y, @z, @fine, @coarse, @status, @images, @tags, @updated)
        """,
        [
            .. Written(listing),
            ("@tenant", listing.TenantId.Value),
            ("@provider", listing.ProviderId.Value),
            ("@created", listing.CreatedAt),
        ]);

    public static ValueTask<int> UpdateAsync(SqlScope sql, ServiceListing listing) => sql.ExecuteAsync(
        """
        UPDATE services SET name = @name, description = @description, category = @category, subcategory = @subcategory, price = @price,
            currency = @currency, latitude = @latitude, longitude = @longitude, address = @address, x = @x, y = @y, z = @z,
            fine_cell = @fine, coarse_cell = @coarse, status = @status, images = @images, tags = @tags, updated_at = @updated
        WHERE id = @id
        """,
        Written(listing));

    // Rating and count are not among them: the reviews write those.
    private static (string Name, object? Value)[] Written(ServiceListing listing)
    {
        var at = listing.Location.ToVector();
        return
        [
            ("@id", listing.Id.Value),
            ("@name", listing.Name),
            ("@description", listing.Description),
            ("@category", listing.Category),
            ("@subcategory", listing.Subcategory),
            ("@price", listing.Price.Cents),
            ("@currency", listing.Currency),
            ("@latitude", listing.Location.Latitude),
            ("@longitude", listing.Location.Longitude),
            ("@address", listing.Address),
            ("@x", at.X),
            ("@y", at.Y),
            ("@z", at.Z),
            ("@fine", SphereGrid.Fine.CellOf(at)),
            ("@coarse", SphereGrid.Coarse.CellOf(at)),
            ("@status", (short)listing.Status),
            ("@images", Lines.Join(listing.Images)),
            ("@tags", Lines.Join(listing.Tags)),
            ("@updated", listing.UpdatedAt),
        ];
    }
}
