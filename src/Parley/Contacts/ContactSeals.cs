using Parley.Accounts;
using Parley.Secrets;

namespace Parley.Contacts;

/// <summary>The private fields of a contact, sealed under names of their own, so that a value moved to another column or table does not open.</summary>
internal static class ContactSeals
{
    private const string Phone = "contact_phone";
    private const string Email = "contact_email";
    private const string IdCard = "contact_id_card";

    public static SealedField SealContactPhone(this FieldCipher cipher, string clean) => new(cipher.Seal(Phone, clean), cipher.HashContactPhone(clean));

    public static byte[] HashContactPhone(this FieldCipher cipher, string clean) => cipher.Hash(Phone, FieldRules.PhoneKey(clean));

    public static SealedField SealContactEmail(this FieldCipher cipher, string clean) => new(cipher.Seal(Email, clean), cipher.HashContactEmail(clean));

    public static byte[] HashContactEmail(this FieldCipher cipher, string clean) => cipher.Hash(Email, FieldRules.EmailKey(clean));

    public static SealedField SealIdCard(this FieldCipher cipher, string clean) => new(cipher.Seal(IdCard, clean), null);

    public static Contact Open(this FieldCipher cipher, StoredContact stored) => stored.Open with
    {
        Phone = stored.Phone is null ? null : cipher.Open(Phone, stored.Phone),
        Email = stored.Email is null ? null : cipher.Open(Email, stored.Email),
        IdCard = stored.IdCard is null ? null : cipher.Open(IdCard, stored.IdCard),
    };
}
