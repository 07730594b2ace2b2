namespace AutoDiff.NN.Tests;

public sealed class OneCycleTests
{
    // Expected: PyTorch 1.13.1, OneCycleLR(max_lr=0.5, total_steps=12).
    [Fact]
    public void The_rate_rises_once_and_falls_while_the_momentum_goes_the_other_way()
    {
        var schedule = new OneCycle(0.5, 12);
        Rates.Are(
            schedule,
            0.020000000000000018, 0.17489482710979154, 0.43964257956106434, 0.49720771772545586, 0.46650648492070584, 0.4058728269748815,
            0.32368949884755166, 0.23131855133348753, 0.14153049910434962, 0.0667387650944153, 0.01728349371269761, 2e-06);
        Rates.OfMomentumAre(
            schedule,
            0.95, 0.9177302443521267, 0.8625744625914449, 0.8505584586887436, 0.856698729810778, 0.8688255099070633,
            0.8852622412794547, 0.9037365046793212, 0.9216941869558779, 0.9366525935914912, 0.9465436874322102, 0.95);
    }

    // Expected: PyTorch 1.13.1, with three_phase=True, anneal_strategy='linear', pct_start=0.4 and the other options.
    [Fact]
    public void In_three_phases_it_returns_before_it_falls()
    {
        var schedule = new OneCycle(
            0.5, 12, rise: 0.4, Annealing.Linear, isThreePhase: true, initialDivisor: 10, finalDivisor: 100, lowestMomentum: 0.7, highestMomentum: 0.9);
        Rates.Are(
            schedule,
            0.05, 0.16842105263157892, 0.28684210526315784, 0.40526315789473677, 0.4763157894736843, 0.3578947368421054,
            0.23947368421052645, 0.12105263157894752, 0.04417647058823532, 0.029617647058823544, 0.015058823529411777, 0.0005000000000000004);
        Rates.OfMomentumAre(
            schedule,
            0.9, 0.8473684210526315, 0.7947368421052632, 0.7421052631578947, 0.7105263157894736, 0.763157894736842, 0.8157894736842104, 0.8684210526315789, 0.9, 0.9, 0.9, 0.9);
    }

    [Fact]
    public void After_the_last_step_the_rate_stays()
    {
        var schedule = new OneCycle(0.5, 12);
        Assert.Equal(schedule.Rate(0.1, 11), schedule.Rate(0.1, 12));
        Assert.Equal(schedule.Rate(0.1, 11), schedule.Rate(0.1, 1000));
    }

    [Fact]
    public void The_shortest_trainings_have_a_rate_too()
    {
        foreach (var steps in new[] { 1, 2, 3 })
        {
            foreach (var rise in new[] { 0, 0.3, 0.5, 1 })
            {
                var schedule = new OneCycle(0.5, steps, rise);
                for (var k = 0; k < steps; k++) Assert.InRange(schedule.Rate(0.1, k), 2e-6 * (1 - 1e-9), 0.5);
            }
        }
    }

    [Fact]
    public void The_momentum_is_left_alone_where_it_is_not_to_move() => Assert.Null(new OneCycle(0.5, 12, cyclesMomentum: false).Momentum(0));

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(-1, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, 10, rise: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, 10, initialDivisor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycle(1, 10, highestMomentum: 1));
    }
}
