namespace ResponsibilityGrid;

/// <summary>Signs what is asked of grains from outside of them. A silo in the same process asks it, so that each call goes through one filter and not two.</summary>
public interface IOutsideSigner
{
    /// <summary>Whatever this flow of control calls next carries the pass of whoever it acts for; none where it acts for nobody.</summary>
    void Sign();
}
