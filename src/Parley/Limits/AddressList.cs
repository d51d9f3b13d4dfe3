using System.Net;
using Parley.Configuration;

namespace Parley.Limits;

/// <summary>Addresses and networks, as configured: <c>127.0.0.1, 10.0.0.0/8, ::1</c>.</summary>
/// <param name="networks">The networks; a single address is one of full length.</param>
public sealed class AddressList(IReadOnlyList<IPNetwork> networks)
{
    /// <summary>The networks; a single address is one of full length.</summary>
    public IReadOnlyList<IPNetwork> Networks => networks;

    /// <summary>How many were configured.</summary>
    public int Count => networks.Count;

    /// <summary>Reads the list under a key.</summary>
    /// <exception cref="SettingException">An entry is neither an address nor a network.</exception>
    public static AddressList Read(Settings settings, string key) => new([.. settings.List(key).Select(text => Parse(key, text))]);

    /// <summary>Whether an address is in it; an IPv4 address inside IPv6 counts as itself.</summary>
    public bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var network in networks)
        {
            if (network.Contains(plain))
                return true;
        }

        return false;
    }

    private static IPNetwork Parse(string key, string text)
    {
        if (IPAddress.TryParse(text, out var address))
            return new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128);
        return IPNetwork.TryParse(text, out var network)
            ? network
            : throw new SettingException(key, "a list of addresses or networks like 127.0.0.1, 10.0.0.0/8", text);
    }
}
