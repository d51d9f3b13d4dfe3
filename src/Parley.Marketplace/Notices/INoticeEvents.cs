namespace Parley.Marketplace.Notices;

/// <summary>Says what happened to who is connected, in the words of the surface that has some for it.</summary>
public interface INoticeEvents
{
    /// <summary>Both sides of the order are told. Must be quick and throw nothing.</summary>
    void Publish(OrderNotice notice);
}
