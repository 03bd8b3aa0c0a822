# Redraw with: gnuplot paper-figure-3.gp
reset
set encoding utf8
if (!exists('picture')) picture = 0
picture = picture + 1
if (picture == 1) set terminal svg size 860,940 dynamic enhanced font 'DejaVu Sans&#44;Verdana&#44;Bitstream Vera Sans&#44;Arial&#44;Helvetica&#44;sans-serif,12.5' background rgb 'white' rounded name 'paper_figure_3'; set output 'paper-figure-3.svg'
$panel1_1 << EOD
512 1
1024 2.147069664577958
2048 4.882417987467748
4096 12.117950608182824
8192 33.64835974935496
16384 104.94655363066715
32768 360.4924437891633
64000 1264.7899004791743
EOD
$panel1_2 << EOD
512 1
1024 2.147
2048 4.882
4096 12.117997
8192 33.648009
16384 104.947001
32768 360.491816
64000 1264.789119
EOD
$panel1_3 << EOD
512 1
1024 2.0767270804288254
2048 4.460362482572953
4096 10.148358252007116
8192 25.207249651459065
16384 70.05663189269747
32768 218.68179414451228
64000 719.6348733233979
EOD
$panel1_4 << EOD
512 1
1024 2.077001
2048 4.460001
4096 10.148002
8192 25.207015
16384 70.057001
32768 218.68196
64000 719.634681
EOD
$panel1_5 << EOD
512 1
1024 2.040334576081287
2048 4.242007456487724
4096 9.129368130276045
8192 20.840149129754476
16384 52.005949736318506
32768 145.31450537987521
64000 437.5929646299766
EOD
$panel1_6 << EOD
512 1
1024 2.039999
2048 4.242001
4096 9.128996
8192 20.84
16384 52.005961
32768 145.315019
64000 437.592875
EOD
$panel1_7 << EOD
512 1
1024 2.0236983678997587
2048 4.142190207398552
4096 8.663554301193242
8192 18.843804147971035
16384 43.75439047828028
32768 111.77590968591339
64000 308.66235122312935
EOD
$panel1_8 << EOD
512 1
1024 2.024
2048 4.141999
4096 8.664002
8192 18.843996
16384 43.753956
32768 111.77596
64000 308.662024
EOD
$panel1_9 << EOD
512 1
1024 2.014011197326599
2048 4.084067183959595
4096 8.392313525144775
8192 17.681343679191897
16384 38.94955387399317
32768 92.24657381042385
64000 233.58677928114327
EOD
$panel1_10 << EOD
512 1
1024 2.014
2048 4.084
4096 8.392
8192 17.680991
16384 38.949997
32768 92.247007
64000 233.586963
EOD
$panel1_11 << EOD
512 1
1024 2
2048 4
4096 8
8192 16
16384 32
32768 64
64000 125
EOD
$panel2_1 << EOD
16384 104.94655363066715
32768 360.4924437891633
64000 1264.7899004791743
128000 4827.543309988942
256000 18846.940656100258
512000 74461.29745669001
1024000 295992.259491338
2048000 1180263.1772945079
EOD
$panel2_2 << EOD
16384 104.9469
32768 360.4917
64000 1264.7896
128000 4827.5352
256000 18846.9312
512000 74461.2364
1024000 295992.1888
2048000 1180262.6631
EOD
$panel2_3 << EOD
16384 70.05663189269747
32768 218.68179414451228
64000 719.6348733233979
128000 2638.130378347195
256000 10071.703283495986
512000 39325.17667419836
1024000 155377.43377722224
2048000 617663.1892697467
EOD
$panel2_4 << EOD
16384 70.0569
32768 218.6816
64000 719.6342
128000 2638.13
256000 10071.6939
512000 39325.1509
1024000 155377.2737
2048000 617662.8048
EOD
$panel2_5 << EOD
16384 52.005949736318506
32768 145.31450537987521
64000 437.5929646299766
128000 1505.4136805300675
256000 5531.738366140591
512000 21147.12075260301
1024000 82628.81758649333
2048000 326595.9394981359
EOD
$panel2_6 << EOD
16384 52.0059
32768 145.3149
64000 437.5927
128000 1505.4128
256000 5531.7314
512000 21147.0982
1024000 82628.7657
2048000 326595.8562
EOD
$panel2_7 << EOD
16384 43.75439047828028
32768 111.77590968591339
64000 308.66235122312935
128000 987.6117008799873
256000 3456.371395494889
512000 12837.334765929434
1024000 49373.0374316175
2048000 193539.5464622695
EOD
$panel2_8 << EOD
16384 43.754
32768 111.7758
64000 308.662
128000 987.6116
256000 3456.368
512000 12837.3268
1024000 49373.0372
2048000 193539.2685
EOD
$panel2_9 << EOD
16384 38.94955387399317
32768 92.24657381042385
64000 233.58677928114327
128000 686.098516790398
256000 2247.8968664932418
512000 7998.593064636266
1024000 30008.383455871663
2048000 116061.55621813984
EOD
$panel2_10 << EOD
16384 38.95
32768 92.2469
64000 233.5869
128000 686.0982
256000 2247.8955
512000 7998.5874
1024000 30008.3436
2048000 116061.4448
EOD
$panel2_11 << EOD
16384 32
32768 64
64000 125
128000 250
256000 500
512000 1000
1024000 2000
2048000 4000
EOD
set multiplot
set border 3 linecolor rgb '#888888' linewidth 1
set grid xtics ytics back linetype 1 dashtype solid linecolor rgb '#E4E4E4' linewidth 0.8
unset key
set label '{/:Bold At 2,048,000 tokens RMT takes 295.07 (OPT-125M) to}' at screen 0.01628,0.97285 left front font ',16' textcolor rgb '#222222'
set label '{/:Bold 29.02 (OPT-175B) times fewer FLOPs than full attention}' at screen 0.01628,0.95038 left front font ',16' textcolor rgb '#222222'
set label 'convention rmt-paper: F(n) = L(8nd² + 4n²d + 10hn² + 4ndf) + 2ndV; RMT: n / 512 segments' at screen 0.01628,0.92791 left front font ',11' textcolor rgb '#666666'
set arrow from screen 0.01628,0.90664 to screen 0.04884,0.90664 nohead linecolor rgb '#222222' linewidth 1.3 dashtype solid
set label 'FLOPs, counted' at screen 0.05814,0.90664 left front font ',11' textcolor rgb '#222222'
set label '' at screen 0.19449,0.90664 point pointtype 6 pointsize 0.8 linecolor rgb '#222222'
set label 'as drawn in arXiv 2304.11062, Figure 3' at screen 0.20845,0.90664 left front font ',11' textcolor rgb '#222222'

set lmargin at screen 0.09881
set rmargin at screen 0.81596
set tmargin at screen 0.86781
set bmargin at screen 0.49351
set logscale x 2
set xrange [422.07882071792113:77634.78855504833]
set xtics ('' 512.0, '' 1024.0, '' 2048.0, '' 4096.0, '' 8192.0, '' 16384.0, '' 32768.0, '' 64000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 10
set yrange [0.8071224890475596:1567.035880726954]
set ytics ('1' 1.0, '10' 10.0, '100' 100.0, '1,000' 1000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label '(a) FLOPs relative to 512 tokens' at screen 0.09416,0.88164 left front font ',12.5' textcolor rgb '#222222'
set label 'tokens' at screen 0.08253,0.47755 right front font ',11' textcolor rgb '#666666'
set label '512' at screen 0.12537,0.47755 center front font ',11' textcolor rgb '#222222'
set label '1,024' at screen 0.2207,0.47755 center front font ',11' textcolor rgb '#222222'
set label '2,048' at screen 0.31603,0.47755 center front font ',11' textcolor rgb '#222222'
set label '4,096' at screen 0.41135,0.47755 center front font ',11' textcolor rgb '#222222'
set label '8,192' at screen 0.50668,0.47755 center front font ',11' textcolor rgb '#222222'
set label '16,384' at screen 0.60201,0.47755 center front font ',11' textcolor rgb '#222222'
set label '32,768' at screen 0.69733,0.47755 center front font ',11' textcolor rgb '#222222'
set label '64,000' at screen 0.7894,0.47755 center front font ',11' textcolor rgb '#222222'
set label 'OPT-125M' at screen 0.83456,0.85722 left front font ',12.5' textcolor rgb '#0072B2'
set label 'OPT-1.3B' at screen 0.83456,0.82934 left front font ',12.5' textcolor rgb '#009E73'
set label 'OPT-6.7B' at screen 0.83456,0.80621 left front font ',12.5' textcolor rgb '#CC79A7'
set label 'OPT-30B' at screen 0.83456,0.78865 left front font ',12.5' textcolor rgb '#E69F00'
set label 'OPT-175B' at screen 0.83456,0.77108 left front font ',12.5' textcolor rgb '#56B4E9'
set label 'RMT, all models' at screen 0.83456,0.7428 left front font ',12.5' textcolor rgb '#D55E00'
plot \
  $panel1_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_3 using 1:2 with lines linecolor rgb '#009E73' linewidth 1.3 dashtype solid, \
  $panel1_5 using 1:2 with lines linecolor rgb '#CC79A7' linewidth 1.3 dashtype solid, \
  $panel1_7 using 1:2 with lines linecolor rgb '#E69F00' linewidth 1.3 dashtype solid, \
  $panel1_9 using 1:2 with lines linecolor rgb '#56B4E9' linewidth 1.3 dashtype solid, \
  $panel1_11 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel1_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel1_4 using 1:2 with points pointtype 8 pointsize 0.8 linecolor rgb '#009E73' linewidth 1.3 dashtype solid, \
  $panel1_6 using 1:2 with points pointtype 12 pointsize 0.8 linecolor rgb '#CC79A7' linewidth 1.3 dashtype solid, \
  $panel1_8 using 1:2 with points pointtype 10 pointsize 0.8 linecolor rgb '#E69F00' linewidth 1.3 dashtype solid, \
  $panel1_10 using 1:2 with points pointtype 14 pointsize 0.8 linecolor rgb '#56B4E9' linewidth 1.3 dashtype solid
unset label
unset arrow

set lmargin at screen 0.09881
set rmargin at screen 0.81596
set tmargin at screen 0.4286
set bmargin at screen 0.0543
set logscale x 2
set xrange [13506.522262973509:2484313.2337615527]
set xtics ('' 16384.0, '' 32768.0, '' 64000.0, '' 128000.0, '' 256000.0, '' 512000.0, '' 1024000.0, '' 2048000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set logscale y 10
set yrange [23.342378768996024:1618019.3992734493]
set ytics ('100' 100.0, '1,000' 1000.0, '10,000' 10000.0, '100,000' 100000.0, '1,000,000' 1000000.0) nomirror out scale 0.5 font ',11' textcolor rgb '#222222'
set label '(b) the same for long inputs; × is full attention / RMT at the right end' at screen 0.09416,0.44243 left front font ',12.5' textcolor rgb '#222222'
set label 'tokens' at screen 0.08253,0.03834 right front font ',11' textcolor rgb '#666666'
set label '16,384' at screen 0.12537,0.03834 center front font ',11' textcolor rgb '#222222'
set label '32,768' at screen 0.2207,0.03834 center front font ',11' textcolor rgb '#222222'
set label '64,000' at screen 0.31277,0.03834 center front font ',11' textcolor rgb '#222222'
set label '128,000' at screen 0.40809,0.03834 center front font ',11' textcolor rgb '#222222'
set label '256,000' at screen 0.50342,0.03834 center front font ',11' textcolor rgb '#222222'
set label '512,000' at screen 0.59875,0.03834 center front font ',11' textcolor rgb '#222222'
set label '1,024,000' at screen 0.69407,0.03834 center front font ',11' textcolor rgb '#222222'
set label '2,048,000' at screen 0.7894,0.03834 center front font ',11' textcolor rgb '#222222'
set label 'segments' at screen 0.08253,0.02289 right front font ',11' textcolor rgb '#666666'
set label '32' at screen 0.12537,0.02289 center front font ',11' textcolor rgb '#666666'
set label '64' at screen 0.2207,0.02289 center front font ',11' textcolor rgb '#666666'
set label '125' at screen 0.31277,0.02289 center front font ',11' textcolor rgb '#666666'
set label '250' at screen 0.40809,0.02289 center front font ',11' textcolor rgb '#666666'
set label '500' at screen 0.50342,0.02289 center front font ',11' textcolor rgb '#666666'
set label '1,000' at screen 0.59875,0.02289 center front font ',11' textcolor rgb '#666666'
set label '2,000' at screen 0.69407,0.02289 center front font ',11' textcolor rgb '#666666'
set label '4,000' at screen 0.7894,0.02289 center front font ',11' textcolor rgb '#666666'
set label 'OPT-125M ×295.07' at screen 0.83456,0.418 left front font ',12.5' textcolor rgb '#0072B2'
set label 'OPT-1.3B ×154.42' at screen 0.83456,0.39626 left front font ',12.5' textcolor rgb '#009E73'
set label 'OPT-6.7B ×81.65' at screen 0.83456,0.37499 left front font ',12.5' textcolor rgb '#CC79A7'
set label 'OPT-30B ×48.38' at screen 0.83456,0.35742 left front font ',12.5' textcolor rgb '#E69F00'
set label 'OPT-175B ×29.02' at screen 0.83456,0.33986 left front font ',12.5' textcolor rgb '#56B4E9'
set label 'RMT, all models' at screen 0.83456,0.22703 left front font ',12.5' textcolor rgb '#D55E00'
plot \
  $panel2_1 using 1:2 with lines linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel2_3 using 1:2 with lines linecolor rgb '#009E73' linewidth 1.3 dashtype solid, \
  $panel2_5 using 1:2 with lines linecolor rgb '#CC79A7' linewidth 1.3 dashtype solid, \
  $panel2_7 using 1:2 with lines linecolor rgb '#E69F00' linewidth 1.3 dashtype solid, \
  $panel2_9 using 1:2 with lines linecolor rgb '#56B4E9' linewidth 1.3 dashtype solid, \
  $panel2_11 using 1:2 with lines linecolor rgb '#D55E00' linewidth 1.3 dashtype solid, \
  $panel2_2 using 1:2 with points pointtype 6 pointsize 0.8 linecolor rgb '#0072B2' linewidth 1.3 dashtype solid, \
  $panel2_4 using 1:2 with points pointtype 8 pointsize 0.8 linecolor rgb '#009E73' linewidth 1.3 dashtype solid, \
  $panel2_6 using 1:2 with points pointtype 12 pointsize 0.8 linecolor rgb '#CC79A7' linewidth 1.3 dashtype solid, \
  $panel2_8 using 1:2 with points pointtype 10 pointsize 0.8 linecolor rgb '#E69F00' linewidth 1.3 dashtype solid, \
  $panel2_10 using 1:2 with points pointtype 14 pointsize 0.8 linecolor rgb '#56B4E9' linewidth 1.3 dashtype solid
unset label
unset arrow
unset multiplot
unset output
if (picture < 1) reread
