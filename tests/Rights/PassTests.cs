using Xunit;

namespace ResponsibilityGrid.Tests.Rights;

public sealed class PassTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 4, 0, 0, TimeSpan.Zero);
    private static readonly Principal Clerk = new Principal { Subject = "key:clerk", Grid = "370700", Acting = "370702-01", Purpose = "核查〔2026〕1号" }.From(Now);

    [Fact]
    public void What_was_signed_is_read_again() => Assert.Equal(Clerk, Pass.Read(TestPasses.Keys, Pass.Sign(TestPasses.Keys, Clerk)));

    [Fact]
    public void A_pass_with_any_letter_changed_is_nobody_elses()
    {
        var pass = Pass.Sign(TestPasses.Keys, Clerk);

        for (var at = 0; at < pass.Length; at++)
        {
            var read = Pass.Read(TestPasses.Keys, pass.Remove(at, 1).Insert(at, pass[at] == 'A' ? "B" : "A"));
            // The last letters of a text may say the same bytes.
            Assert.True(read is null || read == Clerk);
        }

        Assert.Null(Pass.Read(TestPasses.Keys, pass.Replace('.', '!')));
        Assert.Null(Pass.Read(PassKeys.Random(), pass));
    }

    [Fact]
    public void A_key_is_changed_in_three_steps_while_all_passes_are_good()
    {
        const string Old = "old=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", New = "new=AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=";
        PassKeys[] steps = [PassKeys.Parse(Old), PassKeys.Parse($"{Old},{New}"), PassKeys.Parse($"{New},{Old}"), PassKeys.Parse(New)];

        // Processes are a step apart at most while they are restarted one by one.
        for (var step = 1; step < steps.Length; step++)
        {
            Assert.Equal(Clerk, Pass.Read(steps[step - 1], Pass.Sign(steps[step], Clerk)));
            Assert.Equal(Clerk, Pass.Read(steps[step], Pass.Sign(steps[step - 1], Clerk)));
        }

        Assert.Null(Pass.Read(steps[0], Pass.Sign(steps[3], Clerk)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a=")]
    [InlineData("a=c2hvcnQ=")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Keys_of_another_form_are_refused_without_being_told(string setting)
    {
        var refusal = Assert.Throws<Orleans.Runtime.OrleansConfigurationException>(() => PassKeys.Parse(setting));

        Assert.DoesNotContain("AAAA", refusal.Message);
    }

    [Fact]
    public void A_text_that_is_no_pass_is_nobodys_before_the_silo_has_a_pass_of_its_own_and_afterwards()
    {
        var passes = new Passes(TestPasses.Keys);

        AreNobodys();
        var own = passes.OfSilo();
        AreNobodys();
        Assert.True(passes.IsOwn(own));
        // The same letters elsewhere are the pass too, and are read as one.
        Assert.False(passes.IsOwn(new string(own)));
        Assert.Equal("system:silo", passes.Verify(new string(own), TimeProvider.System.GetUtcNow())?.Subject);

        void AreNobodys()
        {
            foreach (var text in (string[])["", string.Empty, new(""), string.Intern("silo"), ".", ".."])
                Assert.False(passes.IsOwn(text) || passes.Serves(text) || passes.IsOurs(text) || passes.Verify(text, TimeProvider.System.GetUtcNow()) is not null, $"\"{text}\" is somebody's.");
        }
    }

    [Fact]
    public void A_pass_is_good_for_a_minute_and_the_clocks_between()
    {
        var passes = new Passes(TestPasses.Keys);
        var pass = Pass.Sign(TestPasses.Keys, Clerk);

        Assert.Equal(Clerk, passes.Verify(pass, Now));
        Assert.Equal(Clerk, passes.Verify(pass, Now.AddSeconds(64)));
        Assert.Null(passes.Verify(pass, Now.AddSeconds(66)));
        Assert.Null(passes.Verify(pass, Now.AddSeconds(-6)));
    }
}
