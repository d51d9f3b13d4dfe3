using Parley.Primitives;

namespace Parley.Files;

/// <summary>What a signed link says: whoever holds it may read the file while the message shows it, until it expires.</summary>
/// <param name="Tenant">The file's tenant.</param>
/// <param name="File">The file.</param>
/// <param name="Message">The message that shows it; none for a link made for its owner.</param>
/// <param name="ExpiresAt">Unix seconds.</param>
public sealed record FileLink(TenantId Tenant, FileId File, MessageId Message, long ExpiresAt);
