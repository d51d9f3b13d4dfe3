using Parley.Secrets;

namespace Parley.Accounts;

/// <summary>The private fields of an account, sealed and opened: each under its own name, so that a value moved to another column does not open.</summary>
internal static class SealedFields
{
    private const string Phone = "phone";
    private const string Email = "email";
    private const string OpenId = "wechat_openid";

    public static SealedField SealPhone(this FieldCipher cipher, string clean) => new(cipher.Seal(Phone, clean), cipher.HashPhone(clean));

    public static byte[] HashPhone(this FieldCipher cipher, string clean) => cipher.Hash(Phone, FieldRules.PhoneKey(clean));

    public static SealedField SealEmail(this FieldCipher cipher, string clean) => new(cipher.Seal(Email, clean), cipher.HashEmail(clean));

    public static byte[] HashEmail(this FieldCipher cipher, string clean) => cipher.Hash(Email, FieldRules.EmailKey(clean));

    public static SealedField SealOpenId(this FieldCipher cipher, string openId) => new(cipher.Seal(OpenId, openId), null);

    public static Profile Open(this FieldCipher cipher, StoredProfile stored) => stored.Profile with
    {
        Phone = stored.Phone is null ? null : cipher.Open(Phone, stored.Phone),
        Email = stored.Email is null ? null : cipher.Open(Email, stored.Email),
        WeChatOpenId = stored.WeChatOpenId is null ? null : cipher.Open(OpenId, stored.WeChatOpenId),
    };
}
